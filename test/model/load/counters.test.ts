// What the counters of a host say of its I/O, worked out by hand.
import { expect, it } from "vitest";
import { metrics } from "../../../src/control/index.js";
import { startMachine, World } from "../../../src/model/index.js";
import { countersOf } from "../../../src/model/load/counters.js";
import { decodeScenario, formatProblems } from "../../../src/scenario/index.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { SECOND } from "../../../src/units/index.js";

/** Two links of 10 MB/s and of 30 MB/s; three requests of 5 MB come by the second. */
const TEXT = `
name: counters
duration: 1h
seed: 1
networks: { lan: {} }
storage:
  array-1:
    { port-adapters: [fa-1, fb-1], disk-adapters: [da-1], bandwidth: 400MB/s,
      volumes: { data: { size: 1GB, on: da-1, via: [fa-1, fb-1] } } }
hosts: { web-1: { network: lan, serves: { rate: 10/s, concurrency: 4 } } }
links:
  l-1: { joins: [web-1, fa-1], bandwidth: 10MB/s }
  l-2: { joins: [web-1, fb-1], bandwidth: 30MB/s }
services: { shop: { runs-on: web-1, load: { replay: three.csv, mix: { browse: { share: 100%, size: 5MB } } } } }
policies: { nobody: none }
`;

function worldOf(text: string) {
  const { scenario, problems } = decodeScenario(text, "counters.yaml", {
    read: () => "seconds,class\n1,browse\n2,browse\n3,browse\n",
  });
  if (scenario === null) throw new Error(formatProblems(problems));
  const kernel = new Kernel();
  const world = new World(kernel, new Streams(1), scenario.world, startMachine);
  world.start();
  return { world, kernel, web: world.host("web-1") };
}

it("count what requests read and write, and what copies move through the links of the host", () => {
  const { world, kernel, web } = worldOf(TEXT);
  kernel.run(SECOND / 2);
  const before = countersOf(web);
  kernel.run(10 * SECOND + SECOND / 2);
  const now = countersOf(web);
  expect(now.completed - before.completed).toBe(3);
  expect(now.carried - before.carried).toBe(15_000_000);
  // 15 MB in ten seconds, where 40 MB/s could have been.
  const { of } = metrics["io-utilisation"];
  expect(of(before, now, { rate: 10, concurrency: 4, pending: 8, io: 40_000_000 })).toBeCloseTo(15 / 400, 12);

  const [link] = [...world.links.values()];
  world.bandwidth.begin([link!.channel], 20_000_000, () => undefined);
  kernel.run(11 * SECOND + SECOND / 2);
  // A second at 10 MB/s, which nobody else wants.
  expect(countersOf(web).carried - now.carried).toBeCloseTo(10_000_000, 3);
});

it("say that no more than all is in use", () => {
  const at = { received: 0, completed: 0, busy: 0, waited: 0, storage: 0, swapped: 0, pending: 0, memory: 0 };
  const [before, now] = [
    { ...at, at: 0, carried: 0 },
    { ...at, at: SECOND, carried: 50 },
  ];
  const { of } = metrics["io-utilisation"];
  expect(of(before, now, { rate: 1, concurrency: 1, pending: 1, io: 40 })).toBe(1);
  // A host without links, and no time at all.
  expect(of(before, now, { rate: 1, concurrency: 1, pending: 1, io: 0 })).toBe(0);
  expect(of(before, before, { rate: 1, concurrency: 1, pending: 1, io: 40 })).toBe(0);
});
