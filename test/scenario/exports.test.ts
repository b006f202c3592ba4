// Who sees an exported device: `to:` names the hosts that it is for.
import { expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import { planOf, weaknessesOf } from "../../src/scenario/index.js";
import { SECOND } from "../../src/units/index.js";
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

/** A host that is cabled to the storage system of the data and not shown it there, and to another one that a link leads to. */
const TWO_PLACES = `
name: two-places
duration: 20min
seed: 1
networks: { lan: {} }
storage:
  array-1: { port-adapters: [fa-1], disk-adapters: [da-1, da-2], bandwidth: 100MB/s, volumes: { orders: { size: 1GB, on: da-1, via: fa-1, for: db-1 } } }
  array-2: { port-adapters: [fb-1], disk-adapters: [dc-1], bandwidth: 100MB/s }
array-links: { isl-1: { joins: [array-1, array-2], bandwidth: 50MB/s } }
hosts: { db-1: { network: lan, relay: r-1, serves: { rate: 10/s } }, db-2: { like: db-1, relay: r-2, power: off } }
links: { l-1: { joins: [db-1, fa-1] }, l-2: { joins: [db-2, fa-1] }, l-3: { joins: [db-2, fb-1] } }
exports: { disk-a: { of: orders, to: db-1 } }
agents: { db-1: { report: 5s } }
`;

test("a copy for a host that is not shown what lies beside the data comes to lie in another storage system", () => {
  const scenario = scenarioOf(`${TWO_PLACES}
services: { desk: { runs-on: db-1 } }
policies: { p: { failover: { preset: 4, parts: [data], data: [copy-remote], stand-ins: [db-2] } } }
faults: [{ at: 2min, crash: db-1 }]
`);
  const { result, detail } = runReplication(scenario, scenario.policies[0]!, 0, { detail: true });
  // 1 GB over the link of 50 MB/s, and not at 100 MB/s within the first one.
  const step = detail!.takeovers[0]!.steps.find(({ step: name }) => name === "replicate")!;
  expect(step.endSeconds! - step.startSeconds).toBeCloseTo(20, 1);
  expect(detail!.takeovers).toMatchObject([{ to: "db-2", result: "done" }]);
  expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
});

test("a helper gets its copy there too; without a link it is none, and the next one is asked at once", () => {
  const helped = (text: string) => {
    const scenario = scenarioOf(`${text}
services: { desk: { runs-on: db-1, director: d-1, load: { rate: 12/s, mix: { look: { share: 100%, reads: shareable, of: orders } } } } }
policies: { p: { balancing: { pool: [db-2], data: { by: [copy] }, grow: { metric: utilisation, above: 80%, for: 1min } } } }
`);
    return runReplication(scenario, scenario.policies[0]!, 0, { detail: false }).result.measures["storage.copied"];
  };
  expect(helped(TWO_PLACES)).toBe(1_000_000_000);
  expect(helped(TWO_PLACES.replace(/array-links:.*\n/, ""))).toBe(0);
});

test("a backup that lies beside the data is restored for such a host in the other storage system too", () => {
  const kept = TWO_PLACES.replace("via: fa-1, for: db-1", "via: fa-1, for: db-1, backup: { every: 1h, on: array-1 }");
  const scenario = scenarioOf(`${kept}
services: { desk: { runs-on: db-1 } }
policies: { p: { failover: { preset: 2A, parts: [data], data: [backup+log], stand-ins: [db-2] } } }
faults: [{ at: 2min, crash: db-1 }]
`);
  const planned = planOf(scenario, scenario.policies[0]!).moves.flatMap(({ steps }) => steps);
  expect(planned.find(({ name }) => name === "replicate")!.expectedMicros).toBe(20 * SECOND);
  const { detail } = runReplication(scenario, scenario.policies[0]!, 0, { detail: true });
  const restored = detail!.takeovers[0]!.steps.find(({ step: name }) => name === "replicate")!;
  expect(restored.endSeconds! - restored.startSeconds).toBeCloseTo(20, 1);
  expect(detail!.takeovers).toMatchObject([{ to: "db-2", result: "done" }]);
});

test("many devices that are each for their own two hosts are told once, in plans and among weak points", () => {
  const pairs = Array.from({ length: 12 }, (_, index) => index);
  const each = (write: (index: number) => string): string => pairs.map(write).join(", ");
  const spares = each((index) => `b-${index}`);
  const scenario = scenarioOf(`name: pairs
duration: 1min
seed: 1
networks: { lan: {} }
storage:
  array-1: { port-adapters: [fa-1], disk-adapters: [da-1, da-2], bandwidth: 100MB/s, volumes: { ${each((index) => `v-${index}: { size: 1GB, on: da-1, via: fa-1, for: a-${index} }`)} } }
hosts: { ${each((index) => `a-${index}: { network: lan, relay: r-${index}, serves: { rate: 9/s } }, b-${index}: { like: a-${index}, relay: q-${index}, power: off }`)} }
links: { ${each((index) => `l-${index}: { joins: [a-${index}, fa-1] }, m-${index}: { joins: [b-${index}, fa-1] }`)} }
exports: { ${each((index) => `e-${index}: { of: v-${index}, to: [a-${index}, b-${index}] }`)} }
agents: { ${each((index) => `a-${index}: {}`)} }
services: { ${each((index) => `s-${index}: { runs-on: a-${index}, director: d-1, load: { rate: 1/min, mix: { look: { share: 100%, reads: shareable, of: v-${index} } } } }`)} }
policies: { p: { failover: { preset: 2A, parts: [data], data: [copy], stand-ins: [${spares}] }, balancing: { pool: [${spares}], data: { by: [copy] } } } }
`);
  // One takes over, one comes to help, one leaves.
  expect(planOf(scenario, scenario.policies[0]!).moves.map(({ from, to }) => [from, to])).toEqual([
    ["a-0", "b-0"],
    ["a-0", "b-0"],
    ["b-0", "the pool"],
  ]);
  expect(weaknessesOf(scenario).filter((sentence) => sentence.includes("exported to others only"))).toEqual([
    "under p b-1, b-2, b-3, b-4, b-5, b-6, b-7, b-8, b-9, b-10, b-11 cannot stand in with e-0, which is exported to others only (and so it is with e-1, e-2, e-3 and 8 others)",
  ]);
});
