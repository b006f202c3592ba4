/** Requests that are at a host, first come first served: those that came in one stretch of time stand together. */
import type { Micros } from "../../../units/index.js";
import type { Inflow } from "./inflow.js";

/** Whole requests of one kind that come in one stretch of time, and how many of them have left. */
export interface Members {
  readonly inflow: Inflow;
  count: number;
  gone: number;
}

interface Cohort {
  /** They came at an even rate between these. */
  readonly from: Micros;
  readonly to: Micros;
  /** How many they are as a flow, and the share of them that has left. */
  readonly amount: number;
  left: number;
  readonly members: readonly Members[];
}

/** Whole requests that leave together: when they came, and how many of the flow had left before the first and with the last. */
export interface Leaving {
  readonly inflow: Inflow;
  readonly count: number;
  readonly cameFrom: Micros;
  readonly cameTo: Micros;
  readonly before: number;
  readonly with: number;
}

type Leave = (leaving: Leaving) => void;

/** Less of a request than this is rounding. */
const NOTHING = 1e-9;

export class Cohorts {
  private readonly cohorts: Cohort[] = [];
  /** As a flow. */
  amount = 0;
  /** Whole requests. */
  count = 0;

  /** When the first of those who are here came. */
  get oldest(): Micros | null {
    const [first] = this.cohorts;
    return first === undefined ? null : first.from + (first.to - first.from) * first.left;
  }

  get isEmpty(): boolean {
    return this.cohorts.length === 0;
  }

  /** @param members of kinds of which anybody came; theirs from now on */
  add(from: Micros, to: Micros, amount: number, members: readonly Members[]): void {
    for (const { count } of members) this.count += count;
    if (amount <= 0 && members.length === 0) return;
    this.cohorts.push({ from, to, amount, left: 0, members });
    this.amount += amount;
  }

  /** So many of a flow leave, those who came first before the others. */
  remove(amount: number, leave: Leave): void {
    let gone = 0;
    while (this.cohorts.length > 0) {
      const cohort = this.cohorts[0]!;
      const here = cohort.amount * (1 - cohort.left);
      const rest = amount - gone;
      const all = rest >= here - NOTHING;
      if (!all && rest <= NOTHING) break;
      const taken = all ? here : rest;
      this.removeUpTo(cohort, all ? 1 : cohort.left + rest / cohort.amount, gone, gone + taken, leave);
      this.amount -= taken;
      gone += taken;
      if (!all) break;
      this.cohorts.shift();
    }
    if (this.cohorts.length === 0) this.amount = 0;
  }

  private removeUpTo(cohort: Cohort, share: number, before: number, after: number, leave: Leave): void {
    const length = cohort.to - cohort.from;
    const cameFrom = cohort.from + length * cohort.left;
    const cameTo = cohort.from + length * share;
    cohort.left = share;
    for (const each of cohort.members) {
      // Rather a little early than too late, so that there are never more than the flow says.
      const gone = share === 1 ? each.count : Math.min(each.count, Math.ceil(each.count * share));
      const count = gone - each.gone;
      if (count <= 0) continue;
      each.gone = gone;
      this.count -= count;
      leave({ inflow: each.inflow, count, cameFrom, cameTo, before, with: after });
    }
  }

  /** Whole requests of those who came last have no room after all. */
  refuse(over: number, leave: (inflow: Inflow, count: number) => void): void {
    let left = over;
    for (const { members } of this.cohorts.toReversed()) {
      for (const each of members) {
        const count = Math.min(left, each.count - each.gone);
        if (count <= 0) continue;
        each.count -= count;
        this.count -= count;
        left -= count;
        leave(each.inflow, count);
      }
    }
  }

  /** All of them, at once. */
  clear(leave: Leave): void {
    this.remove(Infinity, leave);
  }
}
