/** From when to when each fault was in force. */
import type { FaultBand } from "../../result/index.js";
import { toSeconds, type Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";

export class FaultBands {
  private readonly bands: { fault: string; effect: string; target: string; start: Micros; end: Micros | null }[] = [];

  readonly hears: Hearing = {
    FaultInjected: ({ fault, effect, target, at }) => {
      this.bands.push({ fault, effect, target, start: at, end: null });
    },
    FaultCleared: (cleared) => {
      const same = (each: { fault: string; effect: string; target: string }) =>
        each.fault === cleared.fault && each.effect === cleared.effect && each.target === cleared.target;
      const band = this.bands.find((each) => each.end === null && same(each));
      if (band !== undefined) band.end = cleared.at;
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
