/** Which services can answer at this moment, where, and how long they could not. */
import { homesOf } from "../../model/index.js";
import { TimeWeighted } from "../../stats/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";
import type { ObservationContext } from "./context.js";
import { subjectsOf } from "./undertaking-account.js";

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
  /**
   * By service: where it has to be up, as it was moved there last, or came up; nowhere when another one displaced it. Those
   * that run on several hosts have no such place.
   */
  private readonly places = new Map<string, string>();
  private readonly pools = new Set<string>();
  private readonly clocks = new Map<string, TimeWeighted>();
  private readonly warmUp: Micros;

  constructor({ spec, warmUp }: ObservationContext) {
    this.warmUp = warmUp;
    for (const service of spec.services) {
      const { name } = service;
      if (homesOf(service).length > 1) this.pools.add(name);
      else this.places.set(name, service.runsOn);
      this.truths.set(name, { name, up: false, host: null, since: 0 });
      this.clocks.set(name, new TimeWeighted(warmUp, 0));
    }
  }

  readonly hears: Hearing = {
    ServiceUp: ({ service, host, at }) => {
      this.of(service).host = host;
      if (!this.pools.has(service)) this.places.set(service, host);
      this.set(service, true, at);
    },
    ServiceDown: ({ service, at }) => this.set(service, false, at),
    NoteMade: ({ note }) => {
      if (note.kind !== "ended" || note.result !== "done" || !note.of.recovers || note.of.to === undefined) return;
      this.moved(subjectsOf(note.of, "service"), note.of.to);
    },
  };

  of(name: string): ServiceTruth {
    const found = this.truths.get(name);
    if (found === undefined) throw new Error(`a record names service ${name}, which the world does not have`);
    return found;
  }

  /** Whether every service that has to be up on a host is. */
  allUpAt(host: string): boolean {
    for (const { name, up, host: last } of this.truths.values())
      if (!up && (this.pools.has(name) ? last : this.places.get(name)) === host) return false;
    return true;
  }

  /** Whether some service has to be up on a host, be it that it was moved there or that it is at home. */
  isPlaceOf(host: string): boolean {
    return [...this.places.values()].includes(host);
  }

  /** Microseconds after the warm-up in which it could not answer. */
  downTime(name: string, until: Micros): Micros {
    return this.clocks.get(name)?.timeAt(0, until) ?? 0;
  }

  private moved(services: readonly string[], to: string): void {
    for (const [other, place] of this.places) if (place === to && !this.of(other).up) this.places.delete(other);
    for (const service of services) this.places.set(service, to);
  }

  private set(name: string, up: boolean, at: Micros): void {
    const truth = this.of(name);
    if (truth.up === up) return;
    truth.up = up;
    truth.since = at;
    this.clocks.get(name)?.set(Math.max(at, this.warmUp), up ? 1 : 0);
  }
}
