// What a run of so many hosts, services, days and failures takes, in seconds of processor time and megabytes; prints one JSON line.
// node bench/size-workload.mjs HOSTS SERVICES DAYS FAILURES
import { decodeText, runReplication, scenarioText } from "understudy-sim";
import { largeScenario } from "./large-scenario.mjs";

const [hosts, services, days, failures] = process.argv.slice(2).map(Number);
const text = scenarioText(largeScenario(hosts, services, days, failures));

const read = measured(() => decodeText(text).scenario);
const scenario = read.result;
const [policy] = scenario.policies;
// The first second: everything is built and begins, and nothing has happened.
const ready = measured(() => runReplication({ ...scenario, duration: 1_000_000 }, policy, 0, {}));
const whole = measured(() => runReplication(scenario, policy, 0, {}));
const { incidents, eventsExecuted } = whole.result.result;
console.log(
  JSON.stringify({
    ...{ hosts, services, days, failures },
    read: read.time,
    ready: ready.time,
    run: Math.max(0, whole.time - ready.time),
    megabytes: process.resourceUsage().maxRSS / 1000,
    incidents: incidents.length,
    events: eventsExecuted,
  }),
);

function measured(work) {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, time: (user + system) / 1e6 };
}
