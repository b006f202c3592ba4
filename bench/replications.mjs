// How much faster replications are on two threads than on one, and that both give the same results.
import { runScenario, scenarioText } from "understudy-sim";
import { readFileSync } from "node:fs";
import { told } from "./figures.mjs";

const REPLICATIONS = 16;
const ROUNDS = 2;
/** What two threads must at least gain. */
const GOAL = 1.85;

export async function replicationsSuite() {
  const text = readFileSync(new URL("../scenarios/web-crash.yaml", import.meta.url), "utf8");
  const source = scenarioText(text, "web-crash.yaml");
  const run = async (jobs) => {
    const begin = performance.now();
    const summary = await runScenario(source, { policies: ["split-mirror"], replications: REPLICATIONS, jobs });
    return { seconds: (performance.now() - begin) / 1000, text: JSON.stringify(summary) };
  };
  const times = { 1: Infinity, 2: Infinity };
  let same;
  for (let round = 0; round < ROUNDS; round++) {
    for (const jobs of [1, 2]) {
      const { seconds, text: found } = await run(jobs);
      times[jobs] = Math.min(times[jobs], seconds);
      same ??= found;
      if (found !== same) throw new Error("results depend on the number of threads");
    }
  }
  const gain = times[1] / times[2];
  console.log(
    `replications: ${REPLICATIONS} of web-crash, the best of ${ROUNDS} rounds, threads started anew each time`,
  );
  console.log(`  1 thread   ${times[1].toFixed(2)} s`);
  console.log(`  2 threads  ${times[2].toFixed(2)} s, ${gain.toFixed(2)} times as fast, the same bytes`);
  told("replications", [{ name: "two threads beside one", measured: gain, unit: "times", least: GOAL }]);
}
