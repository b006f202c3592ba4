/** A world by hand for transfers: two storage systems behind one switch, agents on two hosts and on the far storage system. */
import type { Action, CopyOrder, Endpoint, Outcome } from "../../../src/control/index.js";
import { kindOf, type WorldSpec } from "../../../src/model/index.js";
import { constant } from "../../../src/sim/index.js";
import { SECOND } from "../../../src/units/index.js";
import { type SmallRun, smallRun, smallSpec } from "../small-world.js";

export const MB = 1e6;

const link = (name: string, joins: readonly [string, string], bandwidth = 100 * MB) => {
  return { name, joins, protocol: "fibre-channel", bandwidth, latency: 10 };
};

/** Both hosts on; links of 100 MB/s and 10 us, those of hosts of 200 MB/s; adapters of 200 MB/s; a volume of 6.4 GB that nobody writes. */
export function transferSpec(change: Partial<WorldSpec> = {}): WorldSpec {
  const spec = smallSpec();
  const [array] = spec.arrays;
  const scripts = Object.fromEntries(
    ["quiesce", "backup-mode", "flush", "unmount", "resume", "remount"].map((each) => [each, constant(2 * SECOND)]),
  ) as NonNullable<WorldSpec["applications"]>[number]["scripts"];
  const volume = { holds: "data" as const, via: ["fa-1"], host: "web-1", changeRate: 0, logRate: 0 };
  return {
    ...spec,
    hosts: spec.hosts.map((host) => ({ ...host, power: "on" as const })),
    switches: [{ name: "sw-1" }],
    links: [
      link("l-1", ["web-1", "sw-1"], 200 * MB),
      link("l-2", ["web-2", "sw-1"], 200 * MB),
      link("l-3", ["sw-1", "fa-1"]),
      link("l-4", ["sw-1", "fb-1"]),
    ],
    arrays: [
      {
        ...array!,
        portAdapters: [{ name: "fa-1", bandwidth: 200 * MB }],
        volumes: [{ ...volume, name: "orders", size: 6_400 * MB, on: "da-1" }],
      },
      {
        ...array!,
        name: "array-2",
        portAdapters: [{ name: "fb-1", bandwidth: 200 * MB }],
        diskAdapters: [{ name: "db-1", bandwidth: 200 * MB }],
        volumes: [],
      },
    ],
    services: [],
    agents: [],
    processes: [
      { name: "ra-1", on: "web-1" },
      { name: "ra-2", on: "web-2" },
      { name: "ra-3", on: "array-2" },
    ],
    applications: [{ name: "shop-db", host: "web-1", service: "shop", quiesced: "waits", scripts }],
    ...change,
  };
}

export interface TransferRun extends SmallRun {
  /** Asks the world for something from the place of an agent; what came of it, and when, once it did. */
  act(action: Action, from?: string): Answer;
}

export interface Answer {
  at: number | null;
  outcome: Outcome | null | undefined;
}

/** One second has passed, so that everything is up. */
export function transferRun(spec: WorldSpec = transferSpec(), everyEvent = false): TransferRun {
  const run = smallRun(spec, null, { everyEvent });
  run.kernel.run(SECOND);
  const act = (action: Action, from = "agent" in action ? action.agent : "ra-1"): Answer => {
    const answer: Answer = { at: null, outcome: undefined };
    const settle = (outcome: Outcome | null) => {
      if (answer.outcome !== undefined) throw new Error("settled twice");
      answer.outcome = outcome;
      answer.at = run.kernel.now;
    };
    kindOf(action).perform(run.world, action, settle, run.world.place(from));
    return answer;
  };
  return { ...run, act };
}

const SOURCE: Endpoint = { volume: "orders", array: "array-1", copy: null };
const TARGET: Endpoint = { volume: "orders", array: "array-2", copy: "nightly" };

export function order(change: Partial<CopyOrder> = {}): CopyOrder {
  const base = { transfer: "nightly", run: 1, epoch: 1, source: SOURCE, target: TARGET };
  return { ...base, mode: "incremental", extent: 64 * MB, ...change };
}

export const BOTH = { by: "both" } as const;

/** Opens a run and waits until that is answered. */
export function opened(run: TransferRun, agent = "ra-1", its = order(), conditions: readonly [] = []): Answer {
  const answer = run.act({ kind: "open-run", agent, order: its, way: BOTH, conditions });
  run.kernel.run(run.kernel.now + SECOND);
  return answer;
}

/** Begins to copy extents. */
export function copying(run: TransferRun, agent: string, from: number, to: number, its = order()): Answer {
  return run.act({ kind: "copy-extents", agent, order: its, way: BOTH, from, to });
}
