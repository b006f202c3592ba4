/** What is wrong with the talk between certain places: it is cut, gets lost, comes late, or comes twice. */
import type { Distribution } from "../sim/index.js";

/**
 * Where a name is left out it is about all places, or about all networks; it goes one way. Over a network: about what is
 * said over it or, where the sender leaves that open, comes over it on the fastest way; nothing makes a detour around it.
 */
export interface Disturbance {
  readonly from?: string;
  readonly to?: string;
  readonly over?: string;
  /** Nothing gets through. */
  readonly cut?: boolean;
  /** Probability with which a message gets lost. */
  readonly loss?: number;
  /** How much later each message comes; what is sent later may come first. */
  readonly delay?: Distribution;
  /** Probability with which a message comes twice. */
  readonly repetition?: number;
}

export class Disturbances {
  private readonly all: Disturbance[] = [];

  add(disturbance: Disturbance): void {
    this.all.push(disturbance);
  }

  remove(disturbance: Disturbance): void {
    const index = this.all.indexOf(disturbance);
    if (index >= 0) this.all.splice(index, 1);
  }

  /** Whether there is one between the same two, over the same network. */
  hasLike({ from, to, over }: Disturbance): boolean {
    return this.all.some((each) => each.from === from && each.to === to && each.over === over);
  }

  /** Those that are about what is said from one place to another, each by all its names. */
  between(from: readonly string[], to: readonly string[], over: readonly string[]): readonly Disturbance[] {
    if (this.all.length === 0) return this.all;
    return this.all.filter(
      (each) =>
        (each.from === undefined || from.includes(each.from)) &&
        (each.to === undefined || to.includes(each.to)) &&
        (each.over === undefined || over.includes(each.over)),
    );
  }

  /** Cuts between one place and all others, over all networks. */
  partitionsOf(place: string): readonly Disturbance[] {
    return this.all.filter(
      ({ from, to, over, cut }) =>
        cut === true && over === undefined && (from === place ? to === undefined : to === place && from === undefined),
    );
  }

  get areNone(): boolean {
    return this.all.length === 0;
  }

  isCut(from: readonly string[], to: readonly string[], over: readonly string[]): boolean {
    return this.between(from, to, over).some(({ cut }) => cut === true);
  }
}
