// Who sees an exported device: `to:` names the hosts that it is for.
import { expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import { weaknessesOf } from "../../src/scenario/index.js";
import { problemsOf, scenarioOf } from "./a-scenario.js";

const WORLD = `
name: masked
duration: 1min
seed: 1
networks: { lan: {} }
storage:
  array-1: { port-adapters: [fa-1], disk-adapters: [da-1], bandwidth: 100MB/s, volumes: { orders: { size: 1GB, on: da-1, via: fa-1, for: db-1 } } }
hosts: { db-1: { network: lan }, db-2: { network: lan }, db-3: { network: lan } }
links: { l-1: { joins: [db-1, fa-1] }, l-2: { joins: [db-2, fa-1] }, l-3: { joins: [db-3, fa-1] } }
`;

test("a device that its own host does not see is refused", () => {
  const [problem] = problemsOf(`${WORLD}exports: { disk-a: { of: orders, to: db-2 } }\n`);
  expect(problem).toContain("db-1, whose volume orders is, does not see it");
});

test("hosts that it is not for have no paths to it, and check names them where they would stand in", () => {
  const scenario = scenarioOf(
    `${WORLD}exports: { disk-a: { of: orders, to: [db-1, db-3] } }
agents: { db-1: { report: 5s } }
services: { desk: { runs-on: db-1 } }
policies: { tried: { paths: {}, failover: { preset: 2A, stand-ins: [db-2, db-3], data: [reassign] } } }
`,
  );
  const { detail } = runReplication(scenario, scenario.policies[0]!, 0, { detail: true });
  expect(detail!.strips.filter(({ kind }) => kind === "path").map(({ actor }) => actor)).toEqual([
    "l-1_fa-1",
    "l-3_fa-1",
  ]);
  expect(weaknessesOf(scenario)).toContain(
    "under tried db-2 cannot stand in with disk-a, which is exported to others only",
  );
});

test("what no machine could hold is refused, with what helps", () => {
  const hosts = Array.from({ length: 400 }, (_, index) => `h-${index}: { network: lan }`).join(", ");
  const volumes = Array.from({ length: 300 }, (_, index) => `v-${index}: { size: 1GB, on: da-1, via: fa-1, for: h-0 }`);
  const devices = Array.from({ length: 300 }, (_, index) => `d-${index}: { of: v-${index} }`).join(", ");
  const problems = problemsOf(`
name: many
duration: 1min
seed: 1
networks: { lan: {} }
storage: { array-1: { port-adapters: [fa-1], disk-adapters: [da-1], bandwidth: 100MB/s, volumes: { ${volumes.join(", ")} } } }
hosts: { ${hosts} }
links: { l-1: { joins: [h-0, fa-1] } }
exports: { ${devices} }
`);
  expect(problems.join()).toContain(
    "400 hosts see 300 devices, and each needs a map of its paths to each: 120000 maps",
  );
});
