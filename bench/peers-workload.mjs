// Whole runs as scenarios, as a user would write them; prints one JSON line, as the peers do.
// node bench/peers-workload.mjs mm1 CUSTOMERS | unit YEARS
import { runScenario, scenarioText } from "../dist/experiment/index.js";

const [name, size] = process.argv.slice(2);

/** Arrivals at 0.8 a second, services of a second in the mean, first come first served. */
const queue = (customers) => `
name: queue
duration: ${customers / 0.8}s
networks: { lan: { latency: 0s } }
hosts: { host-1: { network: lan, serves: { rate: 1/s, queue: 1000000 } } }
services: { shop: { runs-on: host-1, load: { rate: 0.8/s, timeout: 100h } } }
policies: { queue: none }
`;

/** A failure every 1000 hours, repairs of ten; a run can be 285 years long. */
const unit = (years) => `
name: unit
duration: ${(365 * years) / UNITS}d
networks: { lan: {} }
hosts: { unit-1: { network: lan, boot: { diagnostics: 0s, standalone: 0s, online: 0s } } }
services: { system: { runs-on: unit-1 } }
policies: { repair-only: none }
faults: [{ every: exponential(1000h), crash: unit-1, repair: exponential(10h) }]
`;

/** Replications that make up the years. */
const UNITS = 4;

const RUNS = {
  mm1: { scenario: queue, replications: 1, measure: "shop.latency.mean", of: (value) => value },
  unit: { scenario: unit, replications: UNITS, measure: "system.availability", of: (value) => 1 - value },
};

const { scenario, replications, measure, of } = RUNS[name];
const before = process.cpuUsage();
const { policies } = await runScenario(scenarioText(scenario(Number(size))), { replications });
const { user, system } = process.cpuUsage(before);
const { mean } = policies[0].measures.find(({ key }) => key === measure);
console.log(JSON.stringify({ seconds: (user + system) / 1e6, result: of(mean) }));
