// How much faster replications are on two threads than on one, and that both give the same results: on threads that are started
// for them, as the command does, and on threads that stay, as a program with many runs keeps them.
import { executorFor, runScenario, scenarioText } from "understudy-sim";
import { readFileSync } from "node:fs";
import { told } from "./figures.mjs";

const REPLICATIONS = 16;
const ROUNDS = 2;
/** What two threads that stay must at least gain. */
const GOAL = 1.85;

export async function replicationsSuite() {
  const text = readFileSync(new URL("../scenarios/web-crash.yaml", import.meta.url), "utf8");
  const source = scenarioText(text, "web-crash.yaml");
  const staying = await executorFor(2);
  const ways = {
    "1 thread": { jobs: 1 },
    "2 threads, started": { jobs: 2 },
    "2 threads that stay": { executor: staying },
  };
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, Infinity]));
  let same;
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, way] of Object.entries(ways)) {
      const begin = performance.now();
      const summary = await runScenario(source, { policies: ["split-mirror"], replications: REPLICATIONS, ...way });
      times[name] = Math.min(times[name], (performance.now() - begin) / 1000);
      const found = JSON.stringify(summary);
      same ??= found;
      if (found !== same) throw new Error("results depend on the number of threads");
    }
  }
  await staying.close();
  const gain = (name) => times["1 thread"] / times[name];
  console.log(`replications: ${REPLICATIONS} of web-crash, the best of ${ROUNDS} rounds, the same bytes each time`);
  for (const [name, seconds] of Object.entries(times))
    console.log(`  ${name.padEnd(19)}  ${seconds.toFixed(2)} s, ${gain(name).toFixed(2)} times as fast`);
  told("replications", [
    { name: "two threads, started for it", measured: gain("2 threads, started"), unit: "times", higherIsBetter: true },
    { name: "two threads that stay", measured: gain("2 threads that stay"), unit: "times", least: GOAL },
  ]);
}
