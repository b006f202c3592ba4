/** The mean of things that replications have in different numbers: outages, say, of which one replication has none. */
import { checkLevel, twoSidedStudent, type Interval } from "./interval.js";

/**
 * Sum over count, of all replications together, from what each has: the ratio estimator of Cochran (1977, section 6).
 * Not the mean of the replications' means, in which an outage of a replication that has few would count for more.
 */
export class RatioOfSums {
  #replications = 0;
  #sum = 0;
  #count = 0;
  #sumSquared = 0;
  #countSquared = 0;
  #product = 0;

  /** What one replication has, be it nothing. */
  add(sum: number, count: number): void {
    this.#replications += 1;
    this.#sum += sum;
    this.#count += count;
    this.#sumSquared += sum * sum;
    this.#countSquared += count * count;
    this.#product += sum * count;
  }

  /** NaN when there was nothing in any replication. */
  get mean(): number {
    return this.#sum / this.#count;
  }

  /** Student-t on the residuals of each replication's sum; `null` below two replications, or when there was nothing. */
  interval(level: number): Interval | null {
    checkLevel(level);
    const n = this.#replications;
    if (n < 2 || this.#count === 0) return null;
    const { mean } = this;
    // What rounding leaves of nothing is nothing.
    const residuals = this.#sumSquared - 2 * mean * this.#product + mean * mean * this.#countSquared;
    const squares = residuals > 1e-12 * this.#sumSquared ? residuals : 0;
    const half = (twoSidedStudent(level, n - 1) * Math.sqrt((n * squares) / (n - 1))) / this.#count;
    return { low: Math.max(0, mean - half), high: mean + half, level };
  }
}
