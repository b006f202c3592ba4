/** When nothing at all was wrong: whoever reports was heard then, whatever is said of it later. */
import type { WorldSpec } from "../model/index.js";
import { type Micros, SECOND } from "../units/index.js";

/** Beside the way: what is heard late for being dealt with. */
const ON_THE_WAY: Micros = SECOND;

export class Calm {
  /** Faults that last, by what they are called; how often each was begun. */
  private readonly faults = new Map<string, number>();
  /** Since when there is none. */
  private since: Micros | null = 0;
  private last: { readonly from: Micros; readonly to: Micros } = { from: 0, to: 0 };
  /** By host: how long two of its reports take at most. A host without reports, or on ways of any length, is left out. */
  private readonly longest: ReadonlyMap<string, Micros>;

  constructor({ agents, networks, links }: WorldSpec) {
    const way = [...networks, ...links].reduce((sum, { latency }) => sum + latency, ON_THE_WAY);
    const isBounded = networks.every(({ jitter }) => jitter === undefined);
    this.longest = new Map(
      agents.flatMap(({ host, watches = [host], report }) =>
        isBounded ? watches.map((name) => [name, 2 * report + way] as const) : [],
      ),
    );
  }

  faultBegins(fault: string, at: Micros): void {
    if (this.since !== null) this.last = { from: this.since, to: at };
    this.since = null;
    this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1);
  }

  faultEnds(fault: string, at: Micros): void {
    const left = (this.faults.get(fault) ?? 0) - 1;
    if (left > 0) this.faults.set(fault, left);
    else this.faults.delete(fault);
    if (this.faults.size === 0) this.since ??= at;
  }

  /** A host that reports was heard at that time or later, when it was at work; -1: nobody can say. */
  heardAfter(host: string, now: Micros): Micros {
    const { from, to } = this.since === null ? this.last : { from: this.since, to: now };
    const longest = this.longest.get(host);
    return longest === undefined || to - from <= longest ? -1 : to - longest;
  }
}
