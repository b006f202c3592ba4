// What it takes, in seconds of processor time, until a scenario of so many hosts is read, checked and ready to run.
import { scenarioText, decodeText } from "understudy-sim";
import { buildRun, planOf, weaknessesOf } from "../dist/scenario/index.js";
import { Kernel, Streams } from "../dist/sim/index.js";
import { largeScenario } from "./large-scenario.mjs";

const [hosts, services] = process.argv.slice(2).map(Number);
const text = scenarioText(largeScenario(hosts, services));

const read = measured(() => decodeText(text).scenario);
const [policy] = read.result.policies;
const planned = measured(() => [planOf(read.result, policy), weaknessesOf(read.result)]);
const ready = measured(() => {
  buildRun(read.result, policy, new Kernel(), new Streams("1", 0)).begin();
});
const megabytes = process.memoryUsage.rss() / 1e6;
console.log(JSON.stringify({ hosts, services, read: read.time, planned: planned.time, ready: ready.time, megabytes }));

function measured(work) {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, time: (user + system) / 1e6 };
}
