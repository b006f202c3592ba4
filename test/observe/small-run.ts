/** Record sequences by hand: a service on web-1, its stand-in web-2, and what is seen of them. */
import type { Action, Note, Reason, StepPhase, Undertaking } from "../../src/control/index.js";
import type { Happening, Record as WorldRecord, WorldSpec } from "../../src/model/index.js";
import {
  invariants,
  observe,
  type Observation,
  type ObservationContext,
  type ObservedRun,
} from "../../src/observe/index.js";
import type { InvariantResult } from "../../src/result/index.js";
import { constant } from "../../src/sim/index.js";
import { MILLISECOND, MINUTE, SECOND, type Micros } from "../../src/units/index.js";

/** Two hosts at one storage system, web-1 with power; `shop` runs there and writes to `shop-data`. */
export const SPEC: WorldSpec = {
  networks: [{ name: "lan", latency: 200, bandwidth: 125e6 }],
  connectors: [],
  links: [
    { name: "fc-1", joins: ["web-1", "fa-1"], protocol: "fibre-channel", bandwidth: 100e6, latency: 10 },
    { name: "fc-2", joins: ["web-2", "fa-2"], protocol: "fibre-channel", bandwidth: 100e6, latency: 10 },
  ],
  arrays: [
    {
      name: "array-1",
      portAdapters: [
        { name: "fa-1", bandwidth: 200e6 },
        { name: "fa-2", bandwidth: 200e6 },
      ],
      diskAdapters: [{ name: "da-1", bandwidth: 200e6 }],
      volumes: [
        {
          name: "shop-data",
          size: 60e9,
          holds: "data",
          on: "da-1",
          via: ["fa-1"],
          host: "web-1",
          changeRate: 0,
          logRate: 0,
        },
      ],
      split: constant(SECOND),
      reassign: constant(SECOND),
    },
  ],
  hosts: [hostSpec("web-1", "on"), hostSpec("web-2", "off")],
  relays: ["relay-1", "relay-2"].map((name) => ({ name, switching: constant(SECOND), reading: constant(SECOND) })),
  agents: [
    { host: "web-1", report: 5 * SECOND },
    { host: "web-2", report: 5 * SECOND },
  ],
  directors: [],
  services: [
    {
      name: "shop",
      runsOn: "web-1",
      load: {
        rate: { stretch: () => ({ rate: 1, until: Infinity }), peak: 1 },
        classes: [{ name: "order", share: 1, writes: "shop-data", shareable: false, size: 100 }],
        timeout: 10 * SECOND,
        retry: { times: 1, backoff: SECOND },
        mode: "requests",
      },
    },
  ],
  crews: [],
  controller: { networks: ["lan"] },
  operator: { page: constant(MINUTE), arrive: constant(MINUTE), work: constant(MINUTE) },
};

function hostSpec(name: string, power: "on" | "off"): WorldSpec["hosts"][number] {
  const number = name.slice(-1);
  return {
    name,
    network: "lan",
    identity: { address: `10.0.0.${number}`, node: name, domain: "lan" },
    relay: `relay-${number}`,
    power,
    boot: { diagnostics: constant(SECOND), standalone: constant(SECOND), online: constant(SECOND), auto: true },
    shutdown: constant(SECOND),
    flush: 5 * SECOND,
    serves: { rate: 10, concurrency: 1, queue: 10, time: constant(100 * MILLISECOND) },
  };
}

export const ADDRESS = "10.0.0.1";
/** Of web-1, too. */
export const NAME = { node: "web-1", domain: "lan" };

/** Records in order, with times in seconds: `[2, happening, happening]`. */
export type Told = readonly [number, ...Happening[]];

/** What the model tells at time 0 of a service that is up on web-1. */
export const START: Told = [
  0,
  { kind: "DataMounted", host: "web-1", volume: "shop-data", device: "d1", holds: [] },
  { kind: "AddressAnswered", host: "web-1", address: ADDRESS, ...NAME },
  { kind: "ServiceUp", service: "shop", host: "web-1" },
];

export interface RunOptions {
  readonly seconds?: number;
  readonly warmUpSeconds?: number;
  readonly detail?: boolean;
  /** What the limits of a takeover add up to. */
  readonly declaredSeconds?: number;
  readonly spec?: WorldSpec;
  /** The policy restores backups. */
  readonly restores?: boolean;
  /** And goes on with mirrors in other storage systems. */
  readonly takesRemoteMirrors?: readonly string[];
  /** What the policy moves; absent: all. */
  readonly moves?: NonNullable<ObservationContext["moves"]>;
  /** What else is declared of the policy. */
  readonly declared?: Pick<
    ObservationContext,
    "heedsErrors" | "unnoticed" | "heardOnlyFrom" | "givesBack" | "standIns" | "families" | "setSilence"
  >;
  readonly flapping?: { readonly most: number; readonly within: Micros };
  readonly requests?: (requests: Observation["requests"]) => void;
  /** As `requests`, before the records are told. */
  readonly before?: (requests: Observation["requests"]) => void;
}

/** Lets an observation hear the records, and ends it after 100 seconds unless told otherwise. */
export function run(told: readonly Told[], options: RunOptions = {}): ObservedRun {
  const duration: Micros = Math.round((options.seconds ?? 100) * SECOND);
  const warmUp: Micros = Math.round((options.warmUpSeconds ?? 0) * SECOND);
  const limits = options.flapping === undefined ? {} : { flapping: options.flapping };
  const { declaredSeconds, restores = false, takesRemoteMirrors = [], moves } = options;
  const declared = {
    restores,
    takesRemoteMirrors,
    ...(moves && { moves }),
    ...options.declared,
    ...(declaredSeconds !== undefined && { declaredTakeover: Math.round(declaredSeconds * SECOND) }),
  };
  const context = { spec: options.spec ?? SPEC, duration, warmUp, replication: 3, ...limits, ...declared };
  const observation = observe(context, { detail: options.detail ?? false });
  options.before?.(observation.requests);
  for (const record of recordsOf(told)) observation.hear(record);
  options.requests?.(observation.requests);
  return observation.finish(duration);
}

export function recordsOf(told: readonly Told[]): readonly WorldRecord[] {
  return told.flatMap(([seconds, ...happenings]) =>
    happenings.map((happening) => ({ ...happening, at: Math.round(seconds * SECOND) })),
  );
}

export function up(host = "web-1"): Happening {
  return { kind: "ServiceUp", service: "shop", host };
}

export function down(why = "nobody answers"): Happening {
  return { kind: "ServiceDown", service: "shop", why };
}

export function note(said: Note): Happening {
  return { kind: "NoteMade", place: "controller", note: said };
}

export function verdict(host: string, what: "failed" | "healthy" | "failure imminent" = "failed"): Happening {
  const because = { rule: "reports-missed", misses: 3, heardAt: 5 * SECOND } as const;
  return note({ kind: "verdict", host, verdict: what, because });
}

/** A move of services, of the kind and the reason given. */
export function move(
  services: readonly string[],
  from: string,
  to: string,
  kind: "takeover" | "failback" | "own life" | "giving way" = "takeover",
): Undertaking {
  const subjects = services.map((name) => ({ kind: "service", name }));
  return { family: "failover", kind, id: services.join(" "), subjects, from, to, recovers: true };
}

/** A host on its way to `shop`, or away from it. */
export function scaling(kind: "grow" | "shrink", host = "web-2"): Undertaking {
  const subjects = [
    { kind: "service", name: "shop" },
    { kind: "host", name: host },
  ];
  return { family: "balancing", kind, id: host, subjects, to: host, recovers: false };
}

export function begun(of: Undertaking, because: Reason, routine: string = of.kind): Happening {
  return note({ kind: "begun", of, routine, because });
}

export function takeoverStarted(from = "web-1", to = "web-2"): Happening {
  return begun(move(["shop"], from, to), { rule: "verdict", host: from, verdict: "failed" }, "2A");
}

const FROM_1_TO_2 = move(["shop"], "web-1", "web-2");

export function stepStarted(step: string, phase: StepPhase, of: Undertaking = FROM_1_TO_2): Happening {
  return note({ kind: "step-begun", of, step, figure: "220", phase });
}

export function stepEnded(
  step: string,
  result: "done" | "failed" | "unknown" = "done",
  of: Undertaking = FROM_1_TO_2,
): Happening {
  const because = { rule: "outcomes-in", found: null } as const;
  return note({ kind: "step-ended", of, step, figure: "220", result, because });
}

export function takeoverEnded(result: "done" | "given-up" = "done", from = "web-1", to = "web-2"): Happening {
  return note({ kind: "ended", of: move(["shop"], from, to), result, because: { rule: "all-steps-done" } });
}

/** The controller asks for something. */
export function sent(
  action: Action,
  id: number,
  because: Reason = { rule: "step", step: action.kind, figure: null },
  place = "controller",
): Happening {
  return { kind: "EffectSent", place, id, action, because };
}

export function health(
  host: string,
  from: "healthy" | "hung" | "failed",
  to: "healthy" | "hung" | "failed",
): Happening {
  return { kind: "HostHealthChanged", host, from, to };
}

export function power(host: string, powered: boolean): Happening {
  return { kind: "HostPowerChanged", host, powered };
}

export function acknowledged(from: number, to: number, seconds: number, host = "web-1"): Happening {
  const range = { from, to };
  return {
    kind: "WritesAcknowledged",
    host,
    volume: "shop-data",
    range,
    oldestAt: Math.round(seconds * SECOND),
    bytes: 100 * (to - from),
  };
}

export function stored(from: number, to: number, device = "d1"): Happening {
  return { kind: "WritesStored", volume: "shop-data", device, range: { from, to } };
}

export function mounted(host: string, device: string, ...holds: readonly (readonly [number, number])[]): Happening {
  return {
    kind: "DataMounted",
    host,
    volume: "shop-data",
    device,
    holds: holds.map(([from, to]) => ({ from, to })),
  };
}

export function reported(writes: number, bytes = 100 * writes, place = "web-2/recovery"): Happening {
  return {
    kind: "LossReported",
    place,
    missing: [{ service: "shop", volume: "shop-data", writes, bytes, oldestAt: 0 }],
  };
}

/** What an invariant found. */
export function foundBy(name: string, told: readonly Told[], options: RunOptions = {}): InvariantResult {
  const found = run(told, options).invariants.find((each) => each.name === name);
  if (found !== undefined) return found;
  // Those that are worth a line only where something was at stake are not told of otherwise.
  if (!invariants.some((each) => each.name === name)) throw new Error(`no invariant is named ${name}`);
  return { name, atStake: 0, violations: 0, examples: [] };
}
