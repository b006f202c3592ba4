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

/**
 * Hands out inputs so that hunts get equal shares of the time; in each the seeds come in order, whatever time they take.
 * Of fixed seeds, first come the hunts that have no others: long ones begin while there is time, and none is left out.
 */
export class Plan {
  readonly progress: readonly Progress[];

  constructor(
    hunts: readonly Hunt[],
    private readonly choice: Choice,
  ) {
    this.progress = hunts.map((hunt) => ({ hunt, seeds: seedsOf(hunt, choice), begun: 0, seconds: 0, found: 0 }));
  }

  /** The next input; `null` when all are handed out. */
  next(): Task | null {
    const open = this.progress.filter(({ begun, seeds }) => begun < seeds.count);
    if (open.length === 0) return null;
    const first = this.choice.kind === "fixed" ? open.find(({ hunt }) => hunt.fixedOnly) : undefined;
    const chosen = first ?? open.reduce((best, each) => (each.seconds < best.seconds ? each : best));
    return { hunt: chosen.hunt, seed: chosen.seeds.from + chosen.begun++ };
  }

  /** Counts what an input took and whether something was found. */
  ended({ hunt }: Task, seconds: number, isFound: boolean): void {
    const progress = this.progress.find((each) => each.hunt === hunt)!;
    progress.seconds += seconds;
    if (isFound) progress.found += 1;
  }
}
