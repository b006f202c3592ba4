// What many pairs under one controller take, of which some hosts crash, in seconds of processor time; prints one JSON line.
// node bench/pairs-workload.mjs PAIRS CRASHES MINUTES
import { decodeText, runReplication, scenarioText } from "understudy-sim";
import { pairsScenario } from "./pairs-scenario.mjs";

const [pairs, crashes, minutes] = process.argv.slice(2).map(Number);
const text = scenarioText(pairsScenario(pairs, crashes, minutes));

const read = measured(() => decodeText(text).scenario);
const scenario = read.result;
const [policy] = scenario.policies;
// The first second: everything is built and begins, and nothing has happened.
const ready = measured(() => runReplication({ ...scenario, duration: 1_000_000 }, policy, 0, {}));
const whole = measured(() => runReplication(scenario, policy, 0, {}));
const { incidents, eventsExecuted, digest } = whole.result.result;
console.log(
  JSON.stringify({
    ...{ pairs, crashes, minutes },
    read: read.time,
    ready: ready.time,
    run: Math.max(0, whole.time - ready.time),
    incidents: incidents.length,
    events: eventsExecuted,
    digest: digest.behaviour,
  }),
);

function measured(work) {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, time: (user + system) / 1e6 };
}
