/** Hosts of the pool that die while they help nobody, in the scenario made for that; and policies that do not notice it. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { balancingController } from "../../../src/control/index.js";
import { startMachine, World } from "../../../src/model/index.js";
import { observe } from "../../../src/observe/index.js";
import { balancingConfig } from "../../../src/scenario/assembly/balancing-config.js";
import { Injector } from "../../../src/scenario/assembly/injector.js";
import { type BalancingSpec, decodeScenario } from "../../../src/scenario/index.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { MINUTE } from "../../../src/units/index.js";
import { tampered, type Tampering } from "../tampering.js";
import type { Balancer } from "./trial.js";

const url = new URL("../../../scenarios/load-balancing/spare-dies.yaml", import.meta.url);
/** Long enough for the first help. */
const DURATION = 75 * MINUTE;

/** Which hosts went to the service, in their order, and what was violated. */
function run(tampering: Tampering = {}) {
  const { scenario } = decodeScenario(readFileSync(url, "utf8"), "spare-dies.yaml", { read: () => "" });
  const { world: spec, faults, policies, seed } = scenario!;
  const kernel = new Kernel();
  const world = new World(kernel, new Streams(seed, 0), spec, startMachine);
  const observation = observe({ spec, duration: DURATION, warmUp: 0, replication: 0 });
  const leased: string[] = [];
  world.listen((record) => {
    observation.hear(record);
    if (record.kind !== "NoteMade" || record.note.kind !== "host-leased") return;
    if (record.note.service !== null) leased.push(record.note.host);
  });
  world.requestListener = observation.requests;
  world.start();
  const part = policies[0]!.parts["balancing"] as BalancingSpec;
  const machine = tampered(balancingController as Balancer, tampering);
  startMachine(world, "controller", machine, balancingConfig(spec, part, { asks: null, duration: DURATION }));
  new Injector(world, faults).begin();
  kernel.run(DURATION);
  const found = observation.finish(DURATION).invariants;
  return { leased, violated: found.filter(({ violations }) => violations > 0).map(({ name }) => name) };
}

test("one that died is not taken, and one that died a moment ago is looked at and started before it gets requests", () => {
  expect(run()).toEqual({ leased: ["spare-2"], violated: [] });
});

test("a mutant that does not look at whoever goes on with its own system is caught by directed-when-online", () => {
  const answer: Tampering["answer"] = ({ kind }) =>
    kind === "query" ? { status: "done", found: { what: "stage", stage: "online" } } : null;
  expect(run({ answer }).violated).toEqual(["directed-when-online"]);
});

test("a mutant that does not ask spare hosts takes the dead one first", () => {
  const counters = { received: 0, completed: 0, busy: 0, waited: 0, storage: 0, carried: 0 };
  const idle = { ...counters, at: 0, swapped: 0, reads: 0, misses: 0, pending: 0, memory: 0 };
  const answer: Tampering["answer"] = (action) =>
    action.kind === "measure" && action.host !== "web-1"
      ? { status: "done", found: { what: "counters", counters: idle } }
      : null;
  expect(run({ answer }).leased[0]).toBe("spare-1");
});
