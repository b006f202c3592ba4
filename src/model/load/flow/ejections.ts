/** Whom a director leaves out that watches a flow: after as long as so many failures in a row take on average. */
import type { Ejection } from "../../../control/index.js";
import type { Micros } from "../../../units/index.js";

/** The shares of what is sent to one target that end so. */
export interface FlowFailures {
  readonly failed: number;
  readonly refused: number;
  readonly "timed out": number;
}

/** Less of a failure than this is none: so many in a row never come. */
const NOTHING = 1e-3;

/** How near one target is to being left out. */
export class Strain {
  /** Of the way there, so much is gone, and each microsecond adds so much. */
  private gone = 0;
  private speed = 0;
  private since: Micros = 0;

  /** @param rate attempts per microsecond */
  set(now: Micros, rate: number, failures: FlowFailures, { counts, failures: inRow }: Ejection): void {
    const counted = counts.reduce((sum, each) => sum + failures[each], 0);
    const served = Math.max(0, 1 - failures.failed - failures.refused - failures["timed out"]);
    // What neither is served nor counts says nothing.
    const telling = counted + served;
    this.since = now;
    if (counted <= NOTHING * telling) this.clear();
    else this.speed = (rate * telling) / attemptsUntil(inRow, counted / telling);
  }

  clear(): void {
    this.gone = 0;
    this.speed = 0;
  }

  /** Counts what came up to now; whether that is enough. */
  isDue(now: Micros): boolean {
    this.gone += this.speed * (now - this.since);
    this.since = now;
    return this.gone > 1 - 1e-9;
  }

  get dueAt(): Micros {
    return this.speed === 0 ? Infinity : this.since + Math.ceil((1 - this.gone) / this.speed);
  }
}

/** Until the first run of so many successes of trials that are independent (Feller, An Introduction to Probability I, XIII.7). */
function attemptsUntil(inRow: number, share: number): number {
  if (share === 1) return inRow;
  const all = Math.exp(inRow * Math.log(share));
  return (1 - all) / ((1 - share) * all);
}
