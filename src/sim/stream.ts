/** Named streams of random numbers: each name has its own, so that adding one never shifts what another draws. */
import seedrandom from "seedrandom";

export interface Stream {
  /** The next number of (0, 1), uniform, with 53 bits. */
  uniform(): number;
}

export class Streams {
  private readonly streams = new Map<string, Stream>();

  /**
   * @param seed of the whole experiment; 1 and "1" mean the same
   * @param replication which independent run of it
   */
  constructor(
    private readonly seed: string | number,
    private readonly replication = 0,
  ) {}

  /** The stream of that name; asked again, the same object. Names say who draws what: `fault/web-1/crash`. */
  stream(name: string): Stream {
    let stream = this.streams.get(name);
    if (stream === undefined) {
      stream = new AleaStream(JSON.stringify([String(this.seed), this.replication, name]));
      this.streams.set(name, stream);
    }
    return stream;
  }
}

const TWO_TO_21 = 0x20_0000;
const TWO_TO_MINUS_32 = 2.3283064365386963e-10;
const TWO_TO_MINUS_53 = 1.1102230246251565e-16;

/** Alea by Johannes Baagøe, seeded by seedrandom and then without its closures: a world has thousands of streams, each drawn from now and then. */
class AleaStream implements Stream {
  private s0: number;
  private s1: number;
  private s2: number;
  private carry: number;

  constructor(key: string) {
    // seedrandom's generators do not tell apart all keys that repeat a shorter one; an end mark does.
    const { s0, s1, s2, c } = seedrandom.alea(`${key}\0`, { state: true }).state();
    this.s0 = s0;
    this.s1 = s1;
    this.s2 = s2;
    this.carry = c;
  }

  uniform(): number {
    for (;;) {
      const number = this.next() + ((this.next() * TWO_TO_21) | 0) * TWO_TO_MINUS_53;
      if (number > 0) return number;
    }
  }

  /** Of 32 bits. */
  private next(): number {
    const sum = 2091639 * this.s0 + this.carry * TWO_TO_MINUS_32;
    this.carry = sum | 0;
    this.s0 = this.s1;
    this.s1 = this.s2;
    this.s2 = sum - this.carry;
    return this.s2;
  }
}
