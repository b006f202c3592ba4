// What a run of so many transfers among so many agents takes, in seconds of processor time; prints one JSON line.
// node bench/transfers-workload.mjs TRANSFERS AGENTS HOURS DAYS
import { decodeText, runReplication, scenarioText } from "understudy-sim";
import { transfersScenario } from "./transfers-scenario.mjs";

const [transfers, agents, hours, days] = process.argv.slice(2).map(Number);
const { scenario } = decodeText(scenarioText(transfersScenario(transfers, agents, hours, days)));
const before = process.cpuUsage();
const { result } = runReplication(scenario, scenario.policies[0], 0, {});
const { user, system } = process.cpuUsage(before);
console.log(
  JSON.stringify({
    ...{ transfers, agents, hours, days },
    seconds: (user + system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1000,
    events: result.eventsExecuted,
    behaviour: result.digest.behaviour,
  }),
);
