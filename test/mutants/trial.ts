/** One short run of a small world under random faults, with every invariant watching: what the mutants are tried on. */
import {
  declaredTakeover,
  type Effect,
  failoverController,
  type FailoverConfig,
  type FailoverPolicy,
  type Input,
  type Machine,
  type RecoveryConfig,
} from "../../src/control/index.js";
import { startMachine, World, type WorldOptions, type WorldSpec } from "../../src/model/index.js";
import { observe } from "../../src/observe/index.js";
import type { InvariantResult } from "../../src/result/index.js";
import { failoverConfig } from "../../src/scenario/assembly/failover-config.js";
import { constant, exponential, Kernel, KernelError, Streams } from "../../src/sim/index.js";
import { HOUR, MILLISECOND, type Micros, MINUTE, SECOND } from "../../src/units/index.js";
import { smallPolicy, smallSpec } from "../model/small-world.js";
import { BLOWS, unleash } from "./chaos.js";

export type Controller = Machine<FailoverConfig, unknown, Input, Effect>;
export type Recovery = Machine<RecoveryConfig, unknown, Input, Effect>;

/** A world with a policy for it, see `SETTINGS`. */
export type Setting = "small" | "active" | "mutual" | "backed-up";

/** What may be broken on purpose; whatever is left out is as shipped. */
export interface Breakage {
  /** Small unless given. */
  readonly setting?: Setting;
  readonly controller?: Controller;
  readonly recovery?: Recovery;
  readonly policy?: Partial<FailoverPolicy>;
  /** The kinds of faults that strike; all unless given. */
  readonly hits?: readonly string[];
  /** The longest time until a fault is mended; a minute and a half unless given. */
  readonly longest?: Micros;
  /** Breaks the model itself, for invariants that guard it. */
  readonly world?: (world: World) => void;
  /** Executes each report although nothing comes of it: the behaviour is the same. */
  readonly everyEvent?: boolean;
}

/**
 * How often a service may be taken over in a run: up to four blows, some of them double, may each cost a takeover, a
 * failback and some attempts in vain.
 */
const FLAPPING = { most: 16, within: HOUR };

const GB = 1e9;

/** The small world with everything quick, so that a takeover takes seconds and a run some milliseconds. */
export function quickSpec(): WorldSpec {
  const spec = smallSpec();
  return {
    ...spec,
    hosts: spec.hosts.map((host) => ({
      ...host,
      boot: {
        diagnostics: constant(3 * SECOND),
        standalone: constant(SECOND),
        online: constant(2 * SECOND),
        auto: true,
      },
      shutdown: constant(3 * SECOND),
      flush: 2 * SECOND,
      serves: { rate: 40, concurrency: 4, queue: 50, time: exponential(100 * MILLISECOND) },
    })),
    arrays: spec.arrays.map((array) => ({
      ...array,
      volumes: array.volumes.map((volume) => ({ ...volume, size: volume.holds === "system" ? GB : 2 * GB })),
      split: constant(SECOND),
      reassign: constant(SECOND),
    })),
    agents: spec.agents.map((agent) => ({ ...agent, report: SECOND, quickDiagnostics: 5 * SECOND })),
    services: spec.services.map((service) => ({
      ...service,
      ...(service.load && {
        load: {
          ...service.load,
          rate: { stretch: () => ({ rate: 5, until: Infinity }), peak: 5 },
          timeout: 4 * SECOND,
        },
      }),
    })),
    operator: { page: constant(10 * SECOND), arrive: constant(30 * SECOND), work: constant(MINUTE) },
  };
}

/** The small world with a stand-in that serves mail, from volumes of its own with mirrors of their own. */
export function activeSpec(): WorldSpec {
  const spec = quickSpec();
  const [shop] = spec.services;
  return {
    ...spec,
    hosts: spec.hosts.map((host) => ({ ...host, power: "on" })),
    arrays: spec.arrays.map((array) => ({
      ...array,
      volumes: [
        ...array.volumes,
        ...array.volumes.map((volume) => ({
          ...volume,
          name: volume.name.replace("shop", "mail"),
          via: ["fa-2"],
          host: "web-2",
        })),
      ],
    })),
    services: [
      ...spec.services,
      {
        ...shop!,
        name: "mail",
        runsOn: "web-2",
        load: {
          ...shop!.load!,
          rate: { stretch: () => ({ rate: 2, until: Infinity }), peak: 2 },
          classes: [{ name: "letter", share: 1, shareable: false, writes: "mail-data", size: 4096 }],
        },
      },
    ],
  };
}

/** The small world with a log and backups of its data, and with hosts of which it is known what they are made of. */
export function backedUpSpec(): WorldSpec {
  const spec = quickSpec();
  const platform = { hardware: "hp-l-class", system: "hp-ux-11", applications: ["oracle-8"] };
  return {
    ...spec,
    hosts: spec.hosts.map((host) => ({ ...host, platform })),
    arrays: spec.arrays.map((array) => ({
      ...array,
      volumes: array.volumes.map((volume) => ({
        ...volume,
        logRate: 20_000,
        log: { on: "da-2", written: "commit" as const, replay: 50e6 },
        backup: { name: `${volume.name}-backup`, every: 90 * SECOND, bandwidth: 100e6 },
      })),
    })),
  };
}

const ACTIVE = {
  preset: "2C",
  data: ["copy"],
  standIns: ["web-2"],
  failback: { after: 5 * SECOND },
  limits: { relay: 5 * SECOND, replicate: 50 * SECOND, boot: 15 * SECOND, retryAfter: 5 * SECOND, tries: 6 },
};

interface SettingFor {
  readonly spec: () => WorldSpec;
  readonly policy: Partial<FailoverPolicy>;
  readonly duration: Micros;
}

const SETTINGS: Readonly<Record<Setting, SettingFor>> = {
  small: { spec: quickSpec, policy: {}, duration: 12 * MINUTE },
  active: { spec: activeSpec, policy: ACTIVE, duration: 12 * MINUTE },
  // Each of the two stands in for the other.
  mutual: { spec: activeSpec, policy: { ...ACTIVE, standIns: [] }, duration: 12 * MINUTE },
  "backed-up": {
    spec: backedUpSpec,
    policy: {
      data: ["split-mirror", "copy", "backup+log"],
      limits: { ...ACTIVE.limits, replicate: 60 * SECOND },
    },
    duration: 24 * MINUTE,
  },
};

export function quickPolicy(change: Partial<FailoverPolicy> = {}): FailoverPolicy {
  return smallPolicy({
    detect: {
      when: "any",
      reports: { misses: 3 },
      queries: null,
      errors: true,
      precursors: { count: 3, within: MINUTE },
    },
    shutdown: { within: 8 * SECOND, relay: "if-needed", unconfirmed: "page" },
    limits: { relay: 5 * SECOND, replicate: 30 * SECOND, boot: 15 * SECOND, retryAfter: 5 * SECOND, tries: 6 },
    ...change,
  });
}

/** Runs one seed and returns what the invariants found; a run whose time stops advancing ends there. */
export function trial(seed: number, broken: Breakage = {}): readonly InvariantResult[] {
  const { spec: declared, policy, duration } = SETTINGS[broken.setting ?? "small"];
  const spec = declared();
  const kernel = new Kernel({ limit: 6_000 });
  const { recovery, everyEvent } = broken;
  const options: WorldOptions = { ...(recovery && { recovery }), ...(everyEvent && { everyEvent }) };
  const world = new World(kernel, new Streams(seed), spec, startMachine, options);
  const config = failoverConfig(spec, quickPolicy({ ...policy, ...broken.policy }));
  const promised = declaredTakeover(config);
  const observation = observe({
    spec,
    duration,
    flapping: FLAPPING,
    warmUp: 0,
    replication: seed,
    ...(promised !== null && { declaredTakeover: promised }),
    heedsErrors: config.policy.detect.errors,
    restores: config.policy.data.includes("backup+log"),
  });
  world.listen((record) => observation.hear(record));
  world.requestListener = observation.requests;
  broken.world?.(world);
  world.start();
  startMachine(world, "controller", broken.controller ?? (failoverController as Controller), config);
  const blows = BLOWS.filter(({ kind }) => broken.hits?.includes(kind) ?? true);
  unleash(world, { blows, most: 4, from: 30 * SECOND, to: 6 * MINUTE, longest: broken.longest ?? 90 * SECOND });
  try {
    kernel.run(duration);
    world.traffic.audit();
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
  }
  return observation.finish(kernel.now).invariants;
}

/** Adds the findings of many seeds up, by invariant. */
export function total(seeds: number, broken: Breakage = {}, from = 0): ReadonlyMap<string, InvariantResult> {
  const sums = new Map<string, InvariantResult>();
  for (let seed = from; seed < from + seeds; seed++) {
    for (const found of trial(seed, broken)) {
      const old = sums.get(found.name);
      sums.set(found.name, {
        name: found.name,
        atStake: (old?.atStake ?? 0) + found.atStake,
        violations: (old?.violations ?? 0) + found.violations,
        examples: [...(old?.examples ?? []), ...found.examples].slice(0, 5),
      });
    }
  }
  return sums;
}
