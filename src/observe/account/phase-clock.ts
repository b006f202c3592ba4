/** Divides a stretch of time into consecutive phases that add up to it exactly. */
import type { Phase } from "../../result/index.js";
import type { Micros } from "../../units/index.js";

export interface PhaseStretch {
  readonly phase: Phase;
  readonly start: Micros;
  readonly duration: Micros;
}

export class PhaseClock {
  private readonly stretches: PhaseStretch[] = [];

  constructor(
    private since: Micros,
    private phase: Phase,
  ) {}

  /** From `at` on the time belongs to this phase. */
  switchTo(phase: Phase, at: Micros): void {
    if (phase === this.phase) return;
    this.close(at);
    this.phase = phase;
  }

  /** A stretch under way that was taken for one phase turns out to be of another, from its beginning on. */
  rename(taken: Phase, phase: Phase, at: Micros): void {
    if (this.phase !== taken) return;
    this.phase = phase;
    this.close(at);
  }

  /** All stretches until `at`, none of them empty, no two neighbours of one phase. */
  until(at: Micros): readonly PhaseStretch[] {
    this.close(at);
    return joined(this.stretches);
  }

  private close(at: Micros): void {
    if (at > this.since) this.stretches.push({ phase: this.phase, start: this.since, duration: at - this.since });
    this.since = at;
  }
}

/** Neighbours of one phase become one: a phase that was left and taken up again in no time was not left. */
function joined(stretches: readonly PhaseStretch[]): readonly PhaseStretch[] {
  const result: PhaseStretch[] = [];
  for (const stretch of stretches) {
    const last = result.at(-1);
    if (last?.phase !== stretch.phase) result.push(stretch);
    else result[result.length - 1] = { ...last, duration: last.duration + stretch.duration };
  }
  return result;
}
