/** A host with two paths to one exported device, without users: I/Os are asked for at the instants that a test names. */
import { startMachine, World } from "../../../src/model/index.js";
import type { IoEnd } from "../../../src/model/request-listener.js";
import { paths } from "../../../src/scenario/family/paths.js";
import { Injector } from "../../../src/scenario/assembly/injector.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { SECOND, type Micros } from "../../../src/units/index.js";
import { scenarioOf } from "../../scenario/a-scenario.js";

/** An I/O of this size takes 10 us to get there, and 10 ms to be moved. */
export const MEGABYTE = 1_000_000;
export const COST: Micros = 10_010;

interface Options {
  /** Of the policy, as it is written. */
  readonly policy: string;
  /** Beside `of`, as it is written. */
  readonly device?: string;
  readonly faults?: string;
  readonly second?: string;
  readonly until?: Micros;
  /** Looks at the world when all is over. */
  readonly then?: (world: World) => void;
}

/** Asks for an I/O. */
export type Ask = (at: Micros, ended?: () => void) => void;

/** @param plan asks for I/Os before the run begins @returns those that ended, in this order */
export function iosOf(
  { policy, device = "", faults = "", second = "", until = 100 * SECOND, then: look }: Options,
  plan: (ask: Ask, kernel: Kernel, world: World) => void,
): readonly IoEnd[] {
  const scenario = scenarioOf(`
name: bench
duration: 1h
seed: 1
networks: { lan: {} }
storage:
  array-1: { port-adapters: [fa-1, fb-1], disk-adapters: [da-1], bandwidth: 400MB/s,
             volumes: { orders: { size: 1GB, on: da-1, via: [fa-1, fb-1] } } }
hosts: { db-1: { network: lan } }
links:
  l-1: { joins: [db-1, fa-1], bandwidth: 100MB/s, latency: 10us }
  l-2: { joins: [db-1, fb-1], bandwidth: 100MB/s, latency: 10us ${second} }
exports: { disk-a: { of: orders ${device} } }
policies: { tried: { paths: { ${policy} } } }
faults: [${faults}]
`);
  const kernel = new Kernel();
  const world = new World(kernel, new Streams(1), scenario.world, startMachine);
  const ended: IoEnd[] = [];
  const waiting = new Map<number, () => void>();
  world.requestListener = {
    issued: () => undefined,
    ended: () => undefined,
    flowed: () => undefined,
    ioEnded: (end) => ended.push(end),
  };
  // No request waits for them.
  world.host("db-1").server.ioEnded = (slot) => waiting.get(slot)?.();
  world.start();
  for (const { place, machine, config } of paths.deploy(scenario.policies[0]!, scenario))
    startMachine(world, place, machine, config);
  new Injector(world, scenario.faults).begin();
  let slots = 0;
  const ask: Ask = (at, then = () => undefined) => {
    const slot = slots++;
    waiting.set(slot, then);
    kernel.schedule(at, () => world.exports.mapOf("db-1", "disk-a")!.submit(slot, MEGABYTE));
  };
  plan(ask, kernel, world);
  kernel.run(until);
  look?.(world);
  return ended;
}
