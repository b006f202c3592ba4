/** Which service has which hosts of the pool, as the logic says, and every change of that. */
import { TimeWeighted } from "../../stats/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";
import type { ObservationContext } from "./context.js";

/** Levels count from the end of the warm-up. */
export class ScalingAccount {
  /** The services that a host of the pool is leased to. */
  readonly tenants = new Map<string, readonly string[]>();
  /** Leased hosts of every service, and of all together. */
  private readonly leased = new Map<string, TimeWeighted>();
  private readonly all: TimeWeighted;
  private readonly most = new Map<string, number>();
  private mostInAll = 0;
  private readonly warmUp: Micros;

  constructor({ spec, warmUp }: ObservationContext) {
    this.warmUp = warmUp;
    this.all = new TimeWeighted(warmUp, 0);
    for (const { name } of spec.services) this.leased.set(name, new TimeWeighted(warmUp, 0));
  }

  readonly hears: Hearing = {
    NoteMade: ({ note, at }) => {
      if (note.kind !== "host-leased" && note.kind !== "helper-left") return;
      const { host, service } = note;
      const before = this.tenants.get(host) ?? [];
      if (service === null) this.tenants.delete(host);
      else if (note.kind === "host-leased") this.tenants.set(host, [...before, service]);
      else
        this.tenants.set(
          host,
          before.filter((each) => each !== service),
        );
      this.count(at);
    },
  };

  private count(at: Micros): void {
    const from = Math.max(at, this.warmUp);
    this.all.set(from, this.tenants.size);
    for (const [service, level] of this.leased) {
      const hosts = [...this.tenants.values()].filter((tenants) => tenants.includes(service)).length;
      level.set(from, hosts);
      this.most.set(service, Math.max(this.most.get(service) ?? 0, hosts));
    }
    this.mostInAll = Math.max(this.mostInAll, this.tenants.size);
  }

  /** Host-microseconds that a service had hosts of the pool. */
  leasedTime(service: string, until: Micros): number {
    return this.leased.get(service)?.area(until) ?? 0;
  }

  leasedTimeInAll(until: Micros): number {
    return this.all.area(until);
  }

  /** The most hosts of the pool that a service had at one time, and that all had together; the warm-up counts too. */
  mostLeased(service: string): number {
    return this.most.get(service) ?? 0;
  }

  get mostLeasedInAll(): number {
    return this.mostInAll;
  }
}
