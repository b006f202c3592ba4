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

class AleaStream implements Stream {
  private readonly generator: seedrandom.PRNG;

  constructor(key: string) {
    // seedrandom's generators do not tell apart all keys that repeat a shorter one; an end mark does.
    this.generator = seedrandom.alea(`${key}\0`);
  }

  uniform(): number {
    for (;;) {
      const number = this.generator.double();
      if (number > 0) return number;
    }
  }
}
