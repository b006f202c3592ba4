/** What logic asks of the world, as data. Actions have an identity and get exactly one outcome; timers and notes do not. */
import type { Micros } from "../units/index.js";
import type { HostCapacity, HostCounters } from "./balancing/metric.js";
import type { JudgedLoad, LoadVerdict, Thresholds } from "./balancing/thresholds.js";
import type { Platform } from "./failover/transformation/platform.js";
import type { Identity } from "./identity.js";
import type { Reason } from "./reason.js";
import type { Verdict } from "./verdict.js";

export type EffectId = number;

export type Effect =
  /**
   * `afterMessages`: it waits for a message, and one that comes at the very instant is in time. `unsteady`: messages like
   * the one that set it do more than put it off, so that none may be left out.
   */
  | {
      readonly kind: "set-timer";
      readonly timer: string;
      readonly at: Micros;
      readonly afterMessages?: true;
      readonly unsteady?: true;
    }
  | { readonly kind: "cancel-timer"; readonly timer: string }
  | { readonly kind: "note"; readonly note: Note }
  /** Answers the question of another controller; why it is refused, or `null` when it is granted. */
  | { readonly kind: "answer"; readonly question: EffectId; readonly refused: string | null }
  /** Writes to the disk of the place where the logic runs; what follows in the turn is not seen before that is durable. */
  | { readonly kind: "store"; readonly key: string; readonly content: unknown }
  | (Action & { readonly id: EffectId; readonly because: Reason });

/** Something to be done by the world; it takes time and may fail. */
export type Action =
  /** Ask the operating system of a host how it is. */
  | { readonly kind: "query"; readonly host: string }
  /** Ask a host to end its applications, flush its data and leave the network. Found: its stage then. */
  | { readonly kind: "order-shutdown"; readonly host: string }
  | { readonly kind: "switch-relay"; readonly relay: string; readonly to: "on" | "off" }
  /** Found: the position of the contacts. */
  | { readonly kind: "read-relay"; readonly relay: string }
  /** Split the mirror of a volume off and present it to a host. Found: the device. */
  | { readonly kind: "split-mirror"; readonly volume: string; readonly device: string; readonly to: string }
  /** Copy the device of a volume to one that a host can reach. Found: the device. */
  | {
      readonly kind: "copy";
      readonly volume: string;
      readonly device: string;
      readonly to: string;
      /** The disk adapter behind which the copy is put. */
      readonly on?: string;
    }
  /** Present a device to another host instead of the one it is presented to. */
  | { readonly kind: "reassign"; readonly volume: string; readonly device: string; readonly to: string }
  /** Make a device that nobody uses the mirror of the one in use; what differs is copied. */
  | { readonly kind: "re-establish"; readonly volume: string; readonly device: string; readonly of: string }
  /**
   * Present a device to nobody: the host that had it can neither start from it nor write to it. Whatever else of the volume
   * is on its way to that host is called off.
   */
  | { readonly kind: "withdraw"; readonly volume: string; readonly device: string; readonly from: string }
  /** Bring the copy that a host has of a volume up to date by what changed; a whole copy where there is none. Found: the device. */
  | CopyAction<"update">
  /** The same, converted for the host's platform at so many bytes a second. Found: the device. */
  | (CopyAction<"transform"> & { readonly rate: number })
  /** Split a mirror off and present it to nobody. Found: the device. */
  | { readonly kind: "break-mirror"; readonly volume: string; readonly device: string }
  /** Take a backup of a volume now. */
  | { readonly kind: "back-up"; readonly volume: string }
  /** Restore the last good backup of a volume for a host, presented to nobody yet. Found: the device. */
  | { readonly kind: "restore"; readonly volume: string; readonly to: string }
  /** Find the transaction log of a volume and convert it at so many bytes a second. */
  | { readonly kind: "transform-log"; readonly volume: string; readonly rate: number }
  /** Find the transaction log of a volume (or the converted one), apply it to an older copy, and present that. Found: the device. */
  | {
      readonly kind: "apply-log";
      readonly volume: string;
      readonly device: string;
      readonly to: string;
      readonly log: "as-written" | "transformed";
    }
  /** Let a host reach a device over the network. Found: the device. */
  | { readonly kind: "share"; readonly volume: string; readonly device: string; readonly to: string }
  /** Record what a host is made of. Found: its configuration. */
  | { readonly kind: "read-configuration"; readonly host: string }
  /** Have a director send what is for one address to another. */
  | { readonly kind: "redirect"; readonly director: string; readonly from: string; readonly to: string }
  /** Write an identity into the system of a host that is off or in standalone. */
  | { readonly kind: "set-identity"; readonly host: string; readonly identity: Identity }
  /** Bring a powered host online. Found: its stage. */
  | { readonly kind: "boot"; readonly host: string }
  /** Compare what the clients of a host's services were promised with what its data holds. Found: what is missing. */
  | { readonly kind: "reconcile"; readonly host: string }
  /** Call a person; done when they stand before the machines. */
  | { readonly kind: "page"; readonly subject: string }
  /** A person pulls the plug of a host; `briefly`: and puts it back, so that the host starts anew. */
  | { readonly kind: "unplug"; readonly host: string; readonly briefly?: true }
  /** A person moves the storage cables of one host to another. Found: nothing. */
  | { readonly kind: "move-cables"; readonly from: string; readonly to: string }
  /** Ask the controller that moves services whether a host may help one, or give it back to it (`service` is null). */
  | { readonly kind: "reserve"; readonly host: string; readonly service: string | null }
  /** Read the counters of a host. Found: them. */
  | { readonly kind: "measure"; readonly host: string }
  /** Have the agent of a host tell of its load at an interval: its counters or, given thresholds, how it judges them. */
  | {
      readonly kind: "watch-load";
      readonly host: string;
      readonly every: Micros;
      readonly judge: { readonly capacity: HostCapacity; readonly thresholds: Thresholds } | null;
    }
  /** An agent tells the controller how it judges the load of its host. */
  | { readonly kind: "report-load"; readonly host: string; readonly load: JudgedLoad }
  /** Let a host that is off or in standalone read these volumes and no others, under an identity of its own. */
  | {
      readonly kind: "configure";
      readonly host: string;
      readonly identity: Identity;
      readonly volumes: readonly string[];
    }
  /** Have a director spread the new requests of a service. */
  | { readonly kind: "weigh"; readonly service: string; readonly routes: readonly ClassRoute[] }
  /** Bring the copy that a host reads up to date by what changed, while it reads; by the storage system or by the hosts. */
  | {
      readonly kind: "synchronise";
      readonly volume: string;
      readonly device: string;
      readonly to: string;
      readonly by: "storage" | "hosts";
    }
  /** Wait until a host has answered everything that was sent to it; failed when it has not in time. */
  | { readonly kind: "drain"; readonly host: string; readonly within: Micros };

/** A copy for a host; `ahead`: made before it is needed, and presented to nobody. */
interface CopyAction<Kind extends string> {
  readonly kind: Kind;
  readonly volume: string;
  readonly device: string;
  readonly to: string;
  readonly ahead: boolean;
}

/** Where a director sends the requests of one class; classes without a route go to the primary alone. */
export interface ClassRoute {
  readonly requestClass: string;
  readonly spread: Spread;
  /** The primary is whoever answers at the service's address. A target without weight gets only what it already has. */
  readonly targets: readonly { readonly address: string; readonly weight: number }[];
  /** Whether users who are at a target stay there, or are spread anew with their next request. */
  readonly sessions: "stay" | "move";
  readonly eject: Ejection | null;
}

/** How one target is chosen of several; all heed the weights. `turns` deals requests out in turn. */
export type Spread = "turns" | "random" | "least-connections" | "random-of-two" | "source-hash";

/** A target with so many failures in a row gets nothing for a while: longer with each time, never more than a share of them. */
export interface Ejection {
  readonly failures: number;
  readonly for: Micros;
  readonly most: number;
}

export type ActionKind = Action["kind"];

/** What came back for an action. `unknown`: no answer in time, and it may have happened. */
export type Outcome =
  | { readonly status: "done"; readonly found?: Found }
  | { readonly status: "failed"; readonly why: string }
  | { readonly status: "unknown"; readonly why: string };

/** What an action found out, beside being done. */
export type Found =
  | { readonly what: "stage"; readonly stage: HostStage }
  | { readonly what: "relay"; readonly contacts: "open" | "closed" }
  | { readonly what: "device"; readonly device: string }
  | { readonly what: "configuration"; readonly platform: Platform | null; readonly identity: Identity }
  | { readonly what: "loss"; readonly missing: readonly MissingWrites[] }
  | { readonly what: "counters"; readonly counters: HostCounters };

export type HostStage = "off" | "diagnostics" | "standalone" | "booting" | "online" | "shutting-down";

/** Acknowledged writes that the data does not hold. */
export interface MissingWrites {
  readonly service: string;
  readonly volume: string;
  readonly writes: number;
  readonly bytes: number;
  /** When the oldest of them was acknowledged. */
  readonly oldestAt: Micros;
}

/** What logic says about itself: for explanation, measures, and faults that are aimed at a step. */
export type Note =
  | { readonly kind: "verdict"; readonly host: string; readonly verdict: Verdict; readonly because: Reason }
  | {
      readonly kind: "takeover-started";
      readonly services: readonly string[];
      readonly routine: string;
      readonly from: string;
      readonly to: string;
      readonly because: Reason;
    }
  | {
      readonly kind: "step-started";
      readonly services: readonly string[];
      readonly step: string;
      readonly figure: string | null;
      readonly phase: StepPhase;
    }
  | {
      readonly kind: "step-ended";
      readonly services: readonly string[];
      readonly step: string;
      readonly result: "done" | "failed" | "unknown" | "skipped";
      readonly because: Reason;
    }
  | {
      readonly kind: "takeover-ended";
      readonly services: readonly string[];
      readonly from: string;
      readonly to: string;
      readonly result: "done" | "given-up";
      /** The devices with the newest data of what moved. */
      readonly devices: readonly { readonly volume: string; readonly device: string }[];
      readonly because: Reason;
    }
  /** What a stand-in has itself will be laid over, and nothing of it was put aside: so the policy wants it. */
  | {
      readonly kind: "data-discarded";
      readonly host: string;
      readonly volumes: readonly string[];
      readonly because: Reason;
    }
  | { readonly kind: "waiting"; readonly services: readonly string[]; readonly because: Reason }
  /** An operator's order cannot be carried out. */
  | { readonly kind: "order-refused"; readonly host: string; readonly because: Reason }
  | { readonly kind: "loss-report"; readonly missing: readonly MissingWrites[] }
  /** A service needs more hosts, needs fewer, or has as many as it needs. */
  | {
      readonly kind: "load-judged";
      readonly service: string;
      readonly verdict: LoadVerdict;
      readonly because: Reason;
    }
  | {
      readonly kind: "scaling-started";
      readonly service: string;
      readonly direction: "grow" | "shrink";
      readonly host: string;
      readonly because: Reason;
    }
  | {
      readonly kind: "scaling-ended";
      readonly service: string;
      readonly direction: "grow" | "shrink";
      readonly host: string;
      readonly result: "done" | "given-up";
      readonly because: Reason;
    }
  /** A step of growing or shrinking began or ended. */
  | {
      readonly kind: "scaling-step";
      readonly service: string;
      readonly direction: "grow" | "shrink";
      readonly host: string;
      readonly step: string;
      readonly figure: string | null;
      readonly result: "begun" | "done" | "failed" | "unknown" | "skipped";
      readonly because: Reason | null;
    }
  /** A host of the pool goes to a service, or comes back (`service` is null). */
  | {
      readonly kind: "host-leased";
      readonly host: string;
      readonly service: string | null;
      readonly because: Reason;
    }
  /** A service asked for a host and got none. */
  | { readonly kind: "no-host-free"; readonly service: string; readonly because: Reason };

/** What the time of a step is spent on. */
export type StepPhase = "fence" | "data" | "boot" | "redirect" | "resume" | "person";
