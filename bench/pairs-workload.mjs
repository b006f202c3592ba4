import { decodeText, runReplication, scenarioText } from "understudy-sim";
import { pairsScenario } from "./pairs-scenario.mjs";
const [pairs, crashes, minutes] = process.argv.slice(2).map(Number);
const text = scenarioText(pairsScenario(pairs, crashes, minutes));
const read = measured(() => decodeText(text));
const { scenario, problems } = read.result;
if (problems?.length) console.log(problems.slice(0, 5));
const [policy] = scenario.policies;
const ready = measured(() => runReplication({ ...scenario, duration: 1_000_000 }, policy, 0, {}));
const whole = measured(() => runReplication(scenario, policy, 0, {}));
const { result } = whole.result;
console.log(
  JSON.stringify({
    pairs,
    crashes,
    minutes,
    read: read.time,
    ready: ready.time,
    run: Math.max(0, whole.time - ready.time),
    incidents: result.incidents.length,
    events: result.eventsExecuted,
    digest: result.behaviourDigest ?? result.digest,
  }),
);
function measured(work) {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, time: (user + system) / 1e6 };
}
