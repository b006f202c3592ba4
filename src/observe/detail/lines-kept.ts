/** The lines of a chronicle: all of them while they are few, and then, of the kinds of which there are most, only the first. */

/** As many as somebody might read, and some more: a run with more is too long to be told line by line. */
export const MOST_LINES = 30_000;
/** When there are more, so many stay: those go of which there are most, so that a year of routine hides no failure in its last month. */
const STAY = 20_000;

interface Kept<Line> {
  readonly kind: string;
  readonly line: Line;
}

export class LinesKept<Line> {
  private kept: Kept<Line>[] = [];
  /** How many of each kind are there. */
  private counts = new Map<string, number>();
  /** So many of a kind at most. */
  private most = Infinity;
  /** How many lines were left out. */
  untold = 0;

  get all(): readonly Line[] {
    return this.kept.map(({ line }) => line);
  }

  /** Whether one more of a kind is told; if not it counts as left out, and need not be put into words. */
  takes(kind: string): boolean {
    if ((this.counts.get(kind) ?? 0) < this.most) return true;
    this.untold += 1;
    return false;
  }

  /** To be asked before whether it is taken; what is not asked about is told, however many there are. */
  add(kind: string, line: Line): void {
    this.kept.push({ kind, line });
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    if (this.kept.length > MOST_LINES) this.shorten();
  }

  /** Of the kinds of which there are most only the first lines stay, as many of each as leaves so many in all. */
  private shorten(): void {
    const before = this.kept.length;
    this.most = fairShare([...this.counts.values()], STAY);
    this.counts = new Map();
    this.kept = this.kept.filter(({ kind }) => {
      const count = this.counts.get(kind) ?? 0;
      if (count >= this.most) return false;
      this.counts.set(kind, count + 1);
      return true;
    });
    this.untold += before - this.kept.length;
  }
}

/** The greatest number that each may have at most so that all together have no more than so many. */
function fairShare(wants: readonly number[], all: number): number {
  let left = all;
  for (const [index, want] of wants.toSorted((one, other) => one - other).entries()) {
    const share = Math.floor(left / (wants.length - index));
    if (want > share) return share;
    left -= want;
  }
  return Infinity;
}
