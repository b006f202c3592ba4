// Memory: what a year of writes keeps, and that requests keep nothing once they are over.
import { told } from "./figures.mjs";
import { path, run } from "./kernel.mjs";

/** A hundred million requests are this many times a million; what each million more keeps is measured by fewer. */
const MILLIONS = 100;
const [FEW, MANY] = [1_000_000, 6_000_000];

export async function memorySuite() {
  const year = measured("memory-workload.mjs", 365);
  const [few, many] = [FEW, MANY].map((requests) => measured("request-workload.mjs", requests));
  const forEachMillion = ((many.megabytes - few.megabytes) * 1_000_000) / (MANY - FEW);
  console.log("\nMemory: what is kept while a run goes on (heap and buffers after garbage collection)\n");
  console.table([
    { run: "a year of 3.15 million writes", megabytes: year.megabytes },
    { run: "a million requests", megabytes: few.megabytes },
    { run: "six million requests", megabytes: many.megabytes },
  ]);
  told("memory", [
    { name: "kept of a year of 3 million writes", measured: year.megabytes, unit: "MB", most: 100 },
    { name: "growth with a hundred million requests", measured: MILLIONS * forEachMillion, unit: "MB", most: 10 },
  ]);
}

function measured(program, parameter) {
  return JSON.parse(run([process.execPath, "--expose-gc", path(program), String(parameter)]));
}
