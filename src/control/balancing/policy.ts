/** What a balancing policy may say: points in one space of options, not separate programs. Durations are microseconds. */
import type { Micros } from "../../units/index.js";
import type { Ejection } from "./class-route.js";
import type { Limit, Thresholds } from "./judged-load.js";
import type { Metric } from "./metric.js";

export interface BalancingPolicy {
  /** The figure of the source whose numbers the steps of growing bear; only Fig. 13 first identifies what may be shared. */
  readonly figure: "11" | "13";
  /**
   * How the load of hosts becomes known: the controller asks for their counters, or their agents tell these unasked, or
   * they judge by themselves and tell only how.
   */
  readonly load: "polled" | "pushed" | "judged";
  /** At this interval. */
  readonly every: Micros;
  /** A helper that is silent so many times in a row is taken for lost. */
  readonly misses: number;
  readonly scale: ScalePolicy;
  /** Hosts of a service, its primary included: never fewer, never more. */
  readonly least: number;
  readonly most: number;
  readonly route: RoutePolicy;
  readonly data: SharePolicy;
  readonly leave: LeavePolicy;
  readonly pool: PoolPolicy;
  readonly limits: BalancingLimits;
}

/** When a service gets another host and when it gives one back. */
export type ScalePolicy =
  | ({ readonly by: "thresholds"; readonly cooldown: Micros } & Thresholds)
  /** The usual autoscaler of today. */
  | TargetPolicy
  /** Always so many hosts, by service: what every service would need that has its own. */
  | { readonly by: "fixed"; readonly hosts: Readonly<Record<string, number>> };

export interface TargetPolicy {
  readonly by: "target";
  readonly metric: Metric;
  /** What each host is to have of it. */
  readonly target: Limit;
  /** Deviations up to this share of the target change nothing. */
  readonly tolerance: number;
  /** Shrinking goes no further than the highest recommendation of this time. */
  readonly stabilisation: Micros;
}

export interface RoutePolicy {
  readonly share: SharePattern;
  /** Of algorithms: every host as much as every other, or by what it can serve. */
  readonly weights: "equal" | "capacity";
  readonly sessions: "stay" | "move";
  readonly eject: Ejection | null;
}

/** Who gets how much of what may be shared. */
export type SharePattern =
  /**
   * In turn; `alternate`: every other request stays with the primary; `all-new`: none does; `capacity`: by what each host
   * can serve.
   */
  | { readonly pattern: "round-robin" | "alternate" | "all-new" | "capacity" | "random" }
  | { readonly pattern: "least-connections" | "random-of-two" | "source-hash" }
  /** `k` of `n` requests go to the helpers, the rest to the primary. */
  | { readonly pattern: "k-of-n"; readonly k: number; readonly n: number };

/** How a volume gets to a helper that is used there as it is; a remote mirror lies in another storage system. */
export type WayAsItIs = "split-mirror" | "remote-mirror" | "copy";

/** How the data that may be shared gets to a helper. */
export interface SharePolicy {
  /** The first that works, in this order; `transform` for what must be converted, and for nothing else. */
  readonly by: readonly (WayAsItIs | "transform")[];
  /** Of the volumes with data only these; all unless given. */
  readonly volumes?: readonly string[];
  /** Everything, or what does not belong to the operating system: then the helper has a system of its own. */
  readonly parts: "all" | "applications";
  /** The disk adapter behind which copies are put; another than that of the source unless given. */
  readonly on: string | null;
  /** How copies of data that changes are brought up to date; never, unless given. */
  readonly synchronise: { readonly every: Micros; readonly by: "storage" | "hosts" } | null;
}

export interface LeavePolicy {
  /** How long a helper may go on with what it has. */
  readonly drain: Micros;
  /** What becomes of it: power off; off, but configured for the next time; or in standalone for whoever needs it next. */
  readonly then: "power-off" | "keep" | "hand-on";
}

export interface PoolPolicy {
  /** Who gets the next free host when several ask. */
  readonly order: "first-come" | "priority" | "greatest-deficit";
  /** Whether a service of higher priority may have a host of one of lower priority when none is free. */
  readonly take: boolean;
  /** What a helper does when a takeover needs its host: goes on, is drained first, or leaves at once. */
  readonly whenWanted: "leave" | "drain" | "preempt";
  /** How many services a host may help at once; one unless given. */
  readonly atOnce?: number;
  /** Hosts that have users of their own: they help beside that, and are never shut down for it. */
  readonly withUsers?: readonly string[];
}

/** Time limits of steps. */
export interface BalancingLimits {
  readonly relay: Micros;
  readonly replicate: Micros;
  readonly boot: Micros;
  readonly shutdown: Micros;
  /** Pause before a step, or a host that could not be made to help, is tried again. */
  readonly retryAfter: Micros;
}
