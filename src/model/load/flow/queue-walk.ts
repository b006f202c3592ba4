/** How the queue of a host grows that can do all that comes, but just so, or not quite: by chance as well as by what is too much. */
import type { Micros } from "../../../units/index.js";

/**
 * As long as a queue is far from what it is in the long run, and nothing drives it, it is the difference of two random
 * counts, those who come and those who leave, and cannot fall below zero: a Brownian motion that is reflected there, whose
 * mean after `t` is sqrt(2 D t / pi), D being the variance that a unit of time adds (J. M. Harrison, Brownian Motion and
 * Stochastic Flow Systems (1985), 1.9). For M/M/1 at full load that is 2 sqrt(rate t / pi). What is too much by `v` drives it:
 * sqrt((v t)^2 + 2 D t / pi), which is `v t` and a constant after a while.
 */
export class QueueWalk {
  /** Twice the variance of a microsecond, over pi. */
  private readonly spread: number;
  private readonly drive: number;

  /**
   * @param rate arrivals per microsecond
   * @param capacity at most so many leave
   * @param atWork so many of those who are there are being served, and wait for nobody
   * @param variation variance of the service time over the square of its mean
   */
  constructor(
    private readonly rate: number,
    capacity: number,
    private readonly atWork: number,
    variation: number,
  ) {
    this.spread = (2 * rate * (1 + variation)) / Math.PI;
    this.drive = Math.max(0, rate - capacity);
  }

  /** How many are there after so long, when so many were, if that many have come. */
  after(amount: number, elapsed: Micros): number {
    const time = this.ageOf(amount) + elapsed;
    const driven = this.drive * time;
    return this.atWork + Math.sqrt(driven * driven + this.spread * time);
  }

  /** How long it takes until so many are there: that many must have come, and the queue have grown. */
  until(amount: number, wanted: number): Micros {
    return Math.max((wanted - amount) / this.rate, this.ageOf(wanted) - this.ageOf(amount));
  }

  /** How long it grows as good as evenly: until it is twice as long, while chance does more than what drives it. */
  evenFor(amount: number): Micros {
    const age = this.ageOf(amount);
    if (age * this.drive * this.drive > this.spread) return Infinity;
    return 3 * Math.max(age, this.ageOf(2 * this.atWork));
  }

  /** How long it takes from an empty queue until so many are there. */
  private ageOf(amount: number): Micros {
    const queue = Math.max(0, amount - this.atWork);
    const { spread, drive } = this;
    // The root of the square above, in the form that loses no digits where little drives it.
    return (2 * queue * queue) / (spread + Math.sqrt(spread * spread + 4 * drive * drive * queue * queue));
  }
}
