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
   * @param mirrored whether one minus each number is drawn: a run as likely as the other, which had bad luck where that was lucky
   */
  constructor(
    private readonly seed: string | number,
    private readonly replication = 0,
    private readonly mirrored = false,
  ) {}

  /** The stream of that name; asked again, the same object. Names say who draws what: `fault/web-1/crash`. */
  stream(name: string): Stream {
    let stream = this.streams.get(name);
    if (stream === undefined) {
      stream = new AleaStream(JSON.stringify([String(this.seed), this.replication, name]), this.mirrored);
      this.streams.set(name, stream);
    }
    return stream;
  }
}

/** How far one step of Alea carries, and what its state is counted in. */
const MULTIPLIER = 2_091_639;
const TWO_TO_MINUS_32 = 2.3283064365386963e-10;
const TWO_TO_21 = 0x20_0000;
const TWO_TO_MINUS_53 = 1.1102230246251565e-16;

/**
 * Baagøe's Alea as seedrandom seeds it and as its `double()` draws, bit by bit. The two steps of a draw are taken here, on
 * fields, rather than through seedrandom's closures: half the time, and draws are a good part of what a request costs.
 */
class AleaStream implements Stream {
  // Numbers from the start: a field that was ever undefined has each number that it takes put into a box.
  private s0 = 0;
  private s1 = 0;
  private s2 = 0;
  private carry = 0;

  constructor(
    key: string,
    private readonly mirrored: boolean,
  ) {
    // seedrandom's generators do not tell apart all keys that repeat a shorter one; an end mark does.
    const { s0, s1, s2, c } = seedrandom.alea(`${key}\0`, { state: true }).state();
    this.s0 = s0;
    this.s1 = s1;
    this.s2 = s2;
    this.carry = c;
  }

  uniform(): number {
    const number = this.next();
    // Not a loop: V8 would compile it twice over for the sake of what hardly ever happens.
    if (number === 0) return this.uniform();
    // Of 53 bits, so that one minus it is exact.
    return this.mirrored ? 1 - number : number;
  }

  private next(): number {
    const first = MULTIPLIER * this.s0 + this.carry * TWO_TO_MINUS_32;
    const carried = first | 0;
    const second = MULTIPLIER * this.s1 + carried * TWO_TO_MINUS_32;
    const carry = second | 0;
    const low = second - carry;
    this.s0 = this.s2;
    this.s1 = first - carried;
    this.s2 = low;
    this.carry = carry;
    return this.s1 + ((low * TWO_TO_21) | 0) * TWO_TO_MINUS_53;
  }
}
