/** An exact sum of integers that may outgrow 2^53. */

/**
 * The exact sum of integers. A plain number holds it while it fits and is poured into a bigint when it does not, so
 * that adding costs a comparison. Exact, hence independent of the order of addition.
 */
export class IntegerSum {
  #poured = 0n;
  #recent = 0;

  /** The sum that `toJSON` wrote. */
  static fromJSON(digits: string): IntegerSum {
    const sum = new IntegerSum();
    sum.#poured = BigInt(digits);
    return sum;
  }

  /** Adds one integer; throws RangeError unless it is exact in a number. */
  add(value: number): void {
    if (!Number.isSafeInteger(value)) throw new RangeError(`An integer sum takes safe integers, not ${value}.`);
    const next = this.#recent + value;
    if (Number.isSafeInteger(next)) {
      this.#recent = next;
      return;
    }
    this.#poured += BigInt(this.#recent);
    this.#recent = value;
  }

  /** Adds a product of two integers, exact even where the product itself is not a safe integer. */
  addProduct(a: number, b: number): void {
    const product = a * b;
    if (Number.isSafeInteger(product)) this.add(product);
    else this.#poured += BigInt(a) * BigInt(b);
  }

  merge(other: IntegerSum): void {
    this.#poured += other.exact;
  }

  get exact(): bigint {
    return this.#poured + BigInt(this.#recent);
  }

  /** The number nearest to the exact sum. */
  get value(): number {
    return Number(this.exact);
  }

  /** Decimal digits, since JSON numbers end at 2^53. */
  toJSON(): string {
    return this.exact.toString();
  }
}
