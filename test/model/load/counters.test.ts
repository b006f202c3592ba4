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

function worldOf(text: string, requests = "1,browse\n2,browse\n3,browse\n") {
  const { scenario, problems } = decodeScenario(text, "counters.yaml", {
    read: () => `seconds,class\n${requests}`,
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
  const at = {
    received: 0,
    completed: 0,
    busy: 0,
    waited: 0,
    storage: 0,
    swapped: 0,
    reads: 0,
    misses: 0,
    pending: 0,
    memory: 0,
  };
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

/** Eight reads of 5 MB, one a second, by a host that keeps in memory what it read. */
function reading(memory: string): { readonly reads: number; readonly misses: number; readonly carried: number } {
  const eight = Array.from({ length: 8 }, (_, index) => `${index + 1},browse\n`).join("");
  const text = TEXT.replace("concurrency: 4 }", `concurrency: 4 }, memory: ${memory}`);
  const { kernel, web } = worldOf(text, eight);
  kernel.run(20 * SECOND);
  const { reads, misses, carried } = countersOf(web);
  return { reads, misses, carried };
}

it("count what was read that the memory did not hold: only that goes to storage", () => {
  // The first one brings all that is read over and over.
  const all = reading("{ size: 1GB, per-request: 1MB, working-set: 5MB }");
  expect(all).toEqual({ reads: 8, misses: 1, carried: 5_000_000 });
  const { of } = metrics["cache-misses"];
  const at = {
    received: 0,
    completed: 0,
    busy: 0,
    waited: 0,
    storage: 0,
    carried: 0,
    swapped: 0,
    pending: 0,
    memory: 0,
  };
  expect(of({ ...at, at: 0, reads: 0, misses: 0 }, { ...at, at: SECOND, ...all })).toBe(1 / 8);
  expect(of({ ...at, at: 0, reads: 8, misses: 1 }, { ...at, at: SECOND, ...all })).toBe(0);
});

it("know no hits where requests leave no memory, nor where nothing is kept", () => {
  expect(reading("{ size: 6MB, base: 5MB, per-request: 1MB, working-set: 5MB }").misses).toBe(8);
  expect(reading("{ size: 1GB, per-request: 1MB }")).toEqual({ reads: 0, misses: 0, carried: 40_000_000 });
});

it("begin anew with a host that has lost its memory", () => {
  const { web, kernel } = worldOf(
    TEXT.replace("concurrency: 4 }", "concurrency: 4 }, memory: { size: 1GB, per-request: 1MB, working-set: 5MB }"),
    "1,browse\n2,browse\n3,browse\n",
  );
  kernel.run(2.5 * SECOND);
  expect(countersOf(web).misses).toBe(1);
  web.server.cache!.forget();
  kernel.run(10 * SECOND);
  expect(countersOf(web)).toMatchObject({ reads: 3, misses: 2 });
});
