/** The words of balancing: what it asks of hosts and directors beyond the shared actions, what it says of itself, and why. */
import type { Micros } from "../../units/index.js";
import type { Identity } from "../identity.js";
import type { ReasonSayers } from "../reason.js";
import { instant, say, sayNumber } from "../say.js";
import type { NoteSayers, RoutineNotes, UndertakingSayer } from "../note.js";
import type { ClassRoute } from "./class-route.js";
import type { JudgedLoad, LoadVerdict, Thresholds } from "./judged-load.js";
import type { HostCapacity, HostCounters } from "./metric.js";
import type { Undertaking } from "../words.js";

declare module "../words.js" {
  interface Actions {
    /** Read the counters of a host. Found: them. */
    measure: { readonly host: string };
    /** Have the agent of a host tell of its load at an interval: its counters or, given thresholds, how it judges them. */
    "watch-load": {
      readonly host: string;
      readonly every: Micros;
      readonly judge: { readonly capacity: HostCapacity; readonly thresholds: Thresholds } | null;
    };
    /** Let a host that is off or in standalone read these volumes and no others, under an identity of its own. */
    configure: { readonly host: string; readonly identity: Identity; readonly volumes: readonly string[] };
    /** Have a director spread the new requests of a service. */
    weigh: { readonly service: string; readonly routes: readonly ClassRoute[] };
    /**
     * Bring the copy that a host reads up to date by what changed, while it reads; by the storage system or by the hosts;
     * converted for its make at so many bytes a second, if given.
     */
    synchronise: {
      readonly volume: string;
      readonly device: string;
      readonly to: string;
      readonly by: "storage" | "hosts";
      readonly rate?: number;
    };
    /** Wait until a host has answered everything that was sent to it, or all that was asked of one service; failed when it has not in time. */
    drain: { readonly host: string; readonly within: Micros; readonly of?: string };
  }

  interface Findings {
    counters: { readonly counters: HostCounters };
  }

  interface Messages {
    /** An agent tells what the counters of its host say. */
    counters: { readonly host: string; readonly counters: HostCounters };
    /** An agent tells how it judges the load of its host. */
    "load-report": { readonly host: string; readonly load: JudgedLoad };
  }

  interface Notes {
    /** A service needs more hosts, needs fewer, or has as many as it needs. */
    "load-judged": { readonly service: string; readonly verdict: LoadVerdict; readonly because: Reason };
    /** A host of the pool goes to a service, or comes back (`service` is null). */
    "host-leased": { readonly host: string; readonly service: string | null; readonly because: Reason };
    /** A host leaves a service, and goes on helping others. */
    "helper-left": { readonly host: string; readonly service: string; readonly because: Reason };
    /** A host that a service runs on gets nothing any more beside others that do, or gets its part again. */
    "member-turned": {
      readonly service: string;
      readonly host: string;
      readonly isOut: boolean;
      readonly because: Reason;
    };
    /** A host of the pool that helps nobody does not answer, or does again. */
    "spare-turned": { readonly host: string; readonly isOut: boolean; readonly because: Reason };
    /** A service asked for a host and got none. */
    "no-host-free": { readonly service: string; readonly because: Reason };
  }

  interface Reasons {
    "beyond-threshold": {
      readonly metric: string;
      readonly side: "above" | "below";
      readonly value: number;
      readonly limit: number;
      readonly since: Micros;
    };
    "within-thresholds": { readonly [none in never]: never };
    target: {
      readonly metric: string;
      readonly value: number;
      readonly target: number;
      readonly hosts: number;
      readonly wanted: number;
    };
    "fixed-number": { readonly wanted: number };
    "asked-first": { readonly [none in never]: never };
    "highest-priority": { readonly priority: number };
    "greatest-deficit": { readonly deficit: number };
    "taken-from": { readonly service: string };
    "runs-there": { readonly [none in never]: never };
    "pool-empty": { readonly [none in never]: never };
    "host-lost": { readonly host: string };
    "answers-again": { readonly host: string };
  }
}

export const balancingReasons: ReasonSayers<
  | "beyond-threshold"
  | "within-thresholds"
  | "target"
  | "fixed-number"
  | "asked-first"
  | "highest-priority"
  | "greatest-deficit"
  | "taken-from"
  | "runs-there"
  | "pool-empty"
  | "host-lost"
  | "answers-again"
> = {
  "beyond-threshold": ({ metric, side, value, limit, since }) =>
    say`${metric} ${side} ${sayNumber(limit)} since ${instant(since)}, now ${sayNumber(value)}`,
  "within-thresholds": () => "the load is between the thresholds",
  target: ({ metric, value, target, hosts, wanted }) =>
    `${hosts} hosts at ${metric} ${sayNumber(value)}: ${wanted} bring it to ${sayNumber(target)}`,
  "fixed-number": ({ wanted }) => `it always has ${wanted}`,
  "asked-first": () => "it has waited longest",
  "highest-priority": ({ priority }) => `its priority is ${priority}`,
  "greatest-deficit": ({ deficit }) => `it lacks most: ${sayNumber(deficit)} times its threshold`,
  "taken-from": ({ service }) => `taken from ${service}`,
  "runs-there": () => "the service runs there from the beginning",
  "pool-empty": () => "no host is free",
  "host-lost": ({ host }) => `${host} does not answer`,
  "answers-again": ({ host }) => `${host} answers again`,
};

export const balancingNotes: NoteSayers<
  "load-judged" | "host-leased" | "helper-left" | "member-turned" | "spare-turned" | "no-host-free"
> = {
  "load-judged": ({ service, verdict }) => `${service} has ${HOSTS[verdict]}`,
  "host-leased": ({ host, service }) => (service === null ? `${host} is free` : `${host} goes to ${service}`),
  "helper-left": ({ host, service }) => `${host} helps ${service} no more, and others as before`,
  "member-turned": ({ host, service, isOut }) =>
    isOut ? `${host} is passed over for ${service}` : `${host} serves ${service} again`,
  "spare-turned": ({ host, isOut }) => (isOut ? `${host}, which helps nobody, is missed` : `${host} may help again`),
  "no-host-free": ({ service }) => `no host for ${service}`,
};

export const balancingRoutine: RoutineNotes<"load-judged" | "host-leased"> = {
  "load-judged": ({ verdict }) => verdict === "sufficient",
  "host-leased": ({ service, because }) => service === null || because.rule === "asked-first",
};

const HOSTS: Readonly<Record<LoadVerdict, string>> = {
  deficient: "too few hosts",
  sufficient: "enough hosts",
  idle: "more hosts than it needs",
};

export const balancingUndertakings: Readonly<Record<"grow" | "shrink", UndertakingSayer>> = {
  grow: scaling("is to help with", "helps with"),
  shrink: scaling("is to leave", "has left"),
};

function scaling(begins: string, ended: string): UndertakingSayer {
  const service = ({ subjects }: Undertaking): string => subjects[0]?.name ?? "";
  return {
    begins: (of) => `${of.id} ${begins} ${service(of)}`,
    ended: (of, result) => `${of.id} ${ended} ${service(of)}: ${result}`,
    steps: ({ id }) => `${id}: `,
  };
}
