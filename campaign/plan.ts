/** Which seeds of which hunt come next: fixed ones until all are tried, or fresh ones for as long as there is time. */
import type { Hunt, Seeds } from "./hunt.js";

/** Fixed seeds, or fresh ones from a number on. */
export type Choice = { readonly kind: "fixed" } | { readonly kind: "fresh"; readonly from: number };

/** The seeds of a hunt under a choice. */
export function seedsOf({ fixed, fixedOnly }: Hunt, choice: Choice): Seeds {
  if (choice.kind === "fixed" || fixedOnly) return fixed;
  return { from: choice.from, count: Number.MAX_SAFE_INTEGER - choice.from };
}

export interface Task {
  readonly hunt: Hunt;
  readonly seed: number;
}

/** What has been done for a hunt. */
export interface Progress {
  readonly hunt: Hunt;
  readonly seeds: Seeds;
  /** How many inputs were handed out. */
  begun: number;
  /** Seconds that they took, those at one time added up. */
  seconds: number;
  found: number;
}

/** Hands out inputs so that hunts get equal shares of the time; in each the seeds come in order, whatever time they take. */
export class Plan {
  readonly progress: readonly Progress[];

  constructor(hunts: readonly Hunt[], choice: Choice) {
    this.progress = hunts.map((hunt) => ({ hunt, seeds: seedsOf(hunt, choice), begun: 0, seconds: 0, found: 0 }));
  }

  /** The next input, of the hunt that has had the least; `null` when all are handed out. */
  next(): Task | null {
    const open = this.progress.filter(({ begun, seeds }) => begun < seeds.count);
    if (open.length === 0) return null;
    const least = open.reduce((best, each) => (each.seconds < best.seconds ? each : best));
    return { hunt: least.hunt, seed: least.seeds.from + least.begun++ };
  }

  /** Counts what an input took and whether something was found. */
  ended({ hunt }: Task, seconds: number, isFound: boolean): void {
    const progress = this.progress.find((each) => each.hunt === hunt)!;
    progress.seconds += seconds;
    if (isFound) progress.found += 1;
  }
}
