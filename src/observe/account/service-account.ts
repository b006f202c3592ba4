/** Which services can answer at this moment, where, and how long they could not. */
import { TimeWeighted } from "../../stats/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";
import type { ObservationContext } from "./context.js";

export interface ServiceTruth {
  readonly name: string;
  up: boolean;
  /** Where it runs, or ran when it went down; `null` when it never was up. */
  host: string | null;
  /** Since when it has been up or down. */
  since: Micros;
}

/** A service is down at time 0 unless a record of time 0 says that it is up. */
export class ServiceAccount {
  private readonly truths = new Map<string, ServiceTruth>();
  private readonly clocks = new Map<string, TimeWeighted>();
  private readonly warmUp: Micros;

  constructor({ spec, warmUp }: ObservationContext) {
    this.warmUp = warmUp;
    for (const { name } of spec.services) {
      this.truths.set(name, { name, up: false, host: null, since: 0 });
      this.clocks.set(name, new TimeWeighted(warmUp, 0));
    }
  }

  readonly hears: Hearing = {
    ServiceUp: ({ service, host, at }) => {
      this.of(service).host = host;
      this.set(service, true, at);
    },
    ServiceDown: ({ service, at }) => this.set(service, false, at),
  };

  of(name: string): ServiceTruth {
    const found = this.truths.get(name);
    if (found === undefined) throw new Error(`a record names service ${name}, which the world does not have`);
    return found;
  }

  /** Whether every service that runs on a host, or ran there last, is up. */
  allUpAt(host: string): boolean {
    for (const truth of this.truths.values()) if (truth.host === host && !truth.up) return false;
    return true;
  }

  /** Microseconds after the warm-up in which it could not answer. */
  downTime(name: string, until: Micros): Micros {
    return this.clocks.get(name)?.timeAt(0, until) ?? 0;
  }

  private set(name: string, up: boolean, at: Micros): void {
    const truth = this.of(name);
    if (truth.up === up) return;
    truth.up = up;
    truth.since = at;
    this.clocks.get(name)?.set(Math.max(at, this.warmUp), up ? 1 : 0);
  }
}
