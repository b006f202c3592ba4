/** For which class a user asks: drawn by the shares of the classes. */
import type { Stream } from "../../sim/index.js";

export class ClassMix {
  /** Cumulative shares. */
  private readonly upTo: readonly number[];

  constructor(
    classes: readonly { readonly share: number }[],
    private readonly stream: Stream,
  ) {
    let sum = 0;
    this.upTo = classes.map(({ share }) => (sum += share));
  }

  /** @returns its index; where there is one class only, nothing is drawn */
  pick(): number {
    const { upTo } = this;
    if (upTo.length === 1) return 0;
    const u = this.stream.uniform();
    const last = upTo.length - 1;
    for (let i = 0; i < last; i++) if (u < upTo[i]!) return i;
    return last;
  }
}
