/** Counts of windows of time that follow each other: those that are open lie in a ring, so that a window costs no object. */

export interface WindowCounts {
  readonly asked: number;
  readonly answered: number;
}

export class OpenWindows {
  private asked = new Float64Array(64);
  private answered = new Float64Array(64);

  /** @param next the number of the first window that is open */
  constructor(private next: number) {}

  get first(): number {
    return this.next;
  }

  /** What belongs to a window that is closed counts no more. */
  add(number: number, asked: number, answered: number): void {
    if (number < this.next) return;
    while (number - this.next >= this.asked.length) this.widen();
    const place = number % this.asked.length;
    this.asked[place]! += asked;
    this.answered[place]! += answered;
  }

  /** Closes the first one; `null`: nobody asked in it. */
  close(): WindowCounts | null {
    const place = this.next++ % this.asked.length;
    const [asked, answered] = [this.asked[place]!, this.answered[place]!];
    this.asked[place] = 0;
    this.answered[place] = 0;
    return asked === 0 ? null : { asked, answered };
  }

  private widen(): void {
    const { asked, answered, next } = this;
    const length = asked.length;
    this.asked = new Float64Array(2 * length);
    this.answered = new Float64Array(2 * length);
    for (let number = next; number < next + length; number++) {
      this.asked[number % (2 * length)] = asked[number % length]!;
      this.answered[number % (2 * length)] = answered[number % length]!;
    }
  }
}
