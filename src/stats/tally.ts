/** A tally of observations: count, mean, variance, extremes, in constant memory. */

/** A tally as JSON; an empty one has no extremes. */
export interface TallyJson {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
  readonly min: number | null;
  readonly max: number | null;
}

/**
 * Count, mean and variance of a stream of numbers (Welford 1962), which can be merged (Chan, Golub, LeVeque 1979).
 *
 * Floating-point addition is not associative: the same observations added or merged in another order may differ in the
 * last digits. For the same bytes from one worker and from eight, merge in the order of the replications.
 */
export class Tally {
  #count = 0;
  #mean = 0;
  /** Sum of squared deviations from the mean. */
  #squares = 0;
  #min = Infinity;
  #max = -Infinity;

  /** A tally of the numbers given, added in their order. */
  static of(observations: Iterable<number>): Tally {
    const tally = new Tally();
    for (const observation of observations) tally.add(observation);
    return tally;
  }

  /** The tally that `toJSON` wrote; continues exactly where that one stood. */
  static fromJSON(json: TallyJson): Tally {
    const tally = new Tally();
    tally.#count = json.count;
    tally.#mean = json.mean;
    tally.#squares = json.squares;
    tally.#min = json.min ?? Infinity;
    tally.#max = json.max ?? -Infinity;
    return tally;
  }

  /** Adds one observation; throws RangeError unless it is finite. */
  add(observation: number): void {
    if (!Number.isFinite(observation)) throw new RangeError(`A tally takes finite numbers, not ${observation}.`);
    this.#count += 1;
    const deviation = observation - this.#mean;
    this.#mean += deviation / this.#count;
    this.#squares += deviation * (observation - this.#mean);
    if (observation < this.#min) this.#min = observation;
    if (observation > this.#max) this.#max = observation;
  }

  /** Adds all observations of another tally, which stays as it is. */
  merge(other: Tally): void {
    if (other.#count === 0) return;
    const count = this.#count + other.#count;
    const deviation = other.#mean - this.#mean;
    this.#squares += other.#squares + deviation * deviation * ((this.#count * other.#count) / count);
    this.#mean = this.#count === 0 ? other.#mean : this.#mean + deviation * (other.#count / count);
    this.#count = count;
    if (other.#min < this.#min) this.#min = other.#min;
    if (other.#max > this.#max) this.#max = other.#max;
  }

  get count(): number {
    return this.#count;
  }

  /** NaN when empty. */
  get mean(): number {
    return this.#count === 0 ? NaN : this.#mean;
  }

  /** Sum of the observations, as mean times count: rounded, unlike an IntegerSum. */
  get sum(): number {
    return this.#mean * this.#count;
  }

  /** Unbiased variance of the sample (divided by count − 1); NaN below two observations. */
  get variance(): number {
    return this.#count < 2 ? NaN : this.#squares / (this.#count - 1);
  }

  /** Standard deviation of the sample; NaN below two observations. */
  get standardDeviation(): number {
    return Math.sqrt(this.variance);
  }

  /** Standard error of the mean, were the observations independent; NaN below two. */
  get standardError(): number {
    return Math.sqrt(this.variance / this.#count);
  }

  /** Infinity when empty. */
  get min(): number {
    return this.#min;
  }

  /** −Infinity when empty. */
  get max(): number {
    return this.#max;
  }

  toJSON(): TallyJson {
    const seen = this.#count > 0;
    return {
      count: this.#count,
      mean: this.#mean,
      squares: this.#squares,
      min: seen ? this.#min : null,
      max: seen ? this.#max : null,
    };
  }
}
