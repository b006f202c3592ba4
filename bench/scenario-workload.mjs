// A scenario of some checkout, run by that checkout's published interface on one thread; prints one JSON line.
// node bench/scenario-workload.mjs CHECKOUT SCENARIO POLICY REPLICATIONS
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [checkout, scenario, policy, replications] = process.argv.slice(2);
const library = JSON.parse(readFileSync(resolve(checkout, "package.json"), "utf8")).exports["."].default;
const { readScenario, runScenario } = await import(pathToFileURL(resolve(checkout, library)).href);
const { source } = await readScenario(resolve(checkout, "scenarios", scenario));
const { policies } = await runScenario(source, { policies: [policy], replications: Number(replications), jobs: 1 });
const measures = policies.map((each) => each.measures.map(({ key, mean }) => [key, mean]));
const digest = createHash("sha256").update(JSON.stringify(measures)).digest("hex");
console.log(JSON.stringify({ workload: scenario, policy, replications, measures: digest }));
