/** What real software would get: messages, timers, outcomes, an operator's command. Never "web-1 has crashed". */
import type { Micros } from "../units/index.js";
import type { HostCounters } from "./balancing/metric.js";
import type { JudgedLoad } from "./balancing/thresholds.js";
import type { EffectId, Note, Outcome } from "./effect.js";

export type Input =
  /**
   * Status reports of a host's agent. `count` in a row may come as one input when nothing happened in between;
   * `heardAt` is when the last of them arrived, `sentAt` when it was sent by the clock of the host (if it says so).
   */
  | {
      readonly kind: "report";
      readonly host: string;
      readonly heardAt: Micros;
      readonly sentAt?: Micros;
      readonly count: number;
    }
  /**
   * The agent says that a component of its host does not work, as it noticed or as one of its diagnostics found; or that
   * the data of a volume is of no use to anybody.
   */
  | {
      readonly kind: "error-report";
      readonly host: string;
      readonly component: string;
      readonly message: string;
      readonly volume?: string;
    }
  /** The agent says that a component had an error that was put right. */
  | { readonly kind: "minor-error"; readonly host: string; readonly component: string }
  /** The agent's diagnostics had the host do a standard piece of work: so many times longer than it should take. */
  | { readonly kind: "paced"; readonly host: string; readonly slowness: number }
  /** An agent tells what the counters of its host say. */
  | { readonly kind: "counters"; readonly host: string; readonly counters: HostCounters }
  /** An agent tells how it judges the load of its host. */
  | { readonly kind: "load-report"; readonly host: string; readonly load: JudgedLoad }
  | { readonly kind: "timer"; readonly timer: string }
  | { readonly kind: "outcome"; readonly id: EffectId; readonly outcome: Outcome }
  /** An operator wants that a host takes its services back, now. */
  | { readonly kind: "fail-back"; readonly host: string }
  /** An operator says that a host was repaired and tested, and may be used again. */
  | { readonly kind: "serviced"; readonly host: string }
  /** Another controller over the same hosts wants one for a service, or gives it back (`service` is null), and waits for the answer. */
  | {
      readonly kind: "reservation";
      readonly question: EffectId;
      readonly host: string;
      readonly service: string | null;
    }
  /** Another controller over the same hosts tells what it does. */
  | { readonly kind: "news"; readonly note: Note };
