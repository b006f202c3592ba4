/** From when to when each fault was in force. */
import type { FaultBand } from "../../result/index.js";
import { toSeconds, type Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";

interface Band {
  readonly fault: string;
  readonly effect: string;
  readonly target: string;
  readonly start: Micros;
  end: Micros | null;
}

/** More of them no picture shows. */
const MOST_BANDS = 100_000;

export class FaultBands {
  private readonly bands: Band[] = [];
  /** Those that have not ended, by what they are of. */
  private readonly open = new Map<string, Band[]>();

  readonly hears: Hearing = {
    FaultInjected: ({ fault, effect, target, at }) => {
      if (this.bands.length === MOST_BANDS) return;
      const band = { fault, effect, target, start: at, end: null };
      this.bands.push(band);
      const key = JSON.stringify([fault, effect, target]);
      this.open.set(key, [...(this.open.get(key) ?? []), band]);
    },
    FaultCleared: ({ fault, effect, target, at }) => {
      const key = JSON.stringify([fault, effect, target]);
      const [first, ...others] = this.open.get(key) ?? [];
      if (first !== undefined) first.end = at;
      if (others.length > 0) this.open.set(key, others);
      else this.open.delete(key);
    },
  };

  results(): readonly FaultBand[] {
    return this.bands.map(({ fault, effect, target, start, end }) => ({
      fault,
      effect,
      target,
      startSeconds: toSeconds(start),
      endSeconds: end === null ? null : toSeconds(end),
    }));
  }
}
