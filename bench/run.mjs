// Runs the benchmark suites named on the command line, all of them when none is: `npm run bench`, `npm run bench -- kernel`.
import { kernelSuite } from "./kernel.mjs";
import { requestsSuite } from "./requests.mjs";
import { replicationsSuite } from "./replications.mjs";
import { yearSuite } from "./year.mjs";

/** One line per suite; each is an async function that prints its own tables and throws when a figure is not what is required. */
const SUITES = { kernel: kernelSuite, requests: requestsSuite, replications: replicationsSuite, year: yearSuite };

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in SUITES));
if (unknown.length > 0) {
  console.error(`No suite named ${unknown.join(", ")}. There are: ${Object.keys(SUITES).join(", ")}.`);
  process.exit(2);
}

for (const name of asked.length > 0 ? asked : Object.keys(SUITES)) {
  try {
    await SUITES[name]();
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  }
}
