/** A running 128-bit hash of text and numbers: equal digests tell that two runs behaved alike. Not cryptographic. */

/** Four lanes of 32 bits, each with its own odd multiplier (those of MurmurHash3 and xxHash). */
const MULTIPLIERS = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0xcc9e2d51] as const;
/**
 * Units at a time. V8 compiles a long loop while it runs, before it has seen what comes after it, and then falls back from
 * there at the end of each text again and again; short ones are compiled like any other function.
 */
const BLOCK = 32;
/** Ends each item, so that "ab" + "c" and "a" + "bc" differ; no UTF-16 unit is that large. */
const END_OF_TEXT = 0x10000;
const END_OF_NUMBER = 0x10001;

export class Digest {
  private a = 0x243f6a88;
  private b = 0x85a308d3;
  private c = 0x13198a2e;
  private d = 0x03707344;
  private readonly double = new Float64Array(1);
  private readonly words = new Uint32Array(this.double.buffer);

  /** Adds one text; where a text ends makes a difference. */
  add(text: string): void {
    for (let from = 0; from < text.length; from += BLOCK)
      this.addUnits(text, from, Math.min(from + BLOCK, text.length));
    this.mix(END_OF_TEXT);
  }

  /** As `mix` for each unit, with the lanes at hand. */
  private addUnits(text: string, from: number, to: number): void {
    let { a, b, c, d } = this;
    for (let i = from; i < to; i++) {
      const word = text.charCodeAt(i);
      const e = Math.imul(a ^ word, MULTIPLIERS[0]);
      const f = Math.imul(b ^ e, MULTIPLIERS[1]);
      const g = Math.imul(c + word, MULTIPLIERS[2]);
      const h = Math.imul(d ^ g, MULTIPLIERS[3]);
      a = e ^ (h >>> 15);
      b = f ^ (e >>> 13);
      c = g ^ (f >>> 16);
      d = h ^ (g >>> 14);
    }
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
  }

  /** Adds one number by its bits; 0 and -0 count as the same, and so do all NaN. */
  addNumber(n: number): void {
    this.double[0] = n === 0 ? 0 : n;
    if (Number.isNaN(n)) this.double[0] = NaN;
    this.mix(this.words[0]!);
    this.mix(this.words[1]!);
    this.mix(END_OF_NUMBER);
  }

  /** The digest of all that has been added so far: 32 hexadecimal digits. */
  get hex(): string {
    return [this.a ^ this.c, this.b ^ this.d, this.c, this.d].map(finished).join("");
  }

  private mix(word: number): void {
    const a = Math.imul(this.a ^ word, MULTIPLIERS[0]);
    const b = Math.imul(this.b ^ a, MULTIPLIERS[1]);
    const c = Math.imul(this.c + word, MULTIPLIERS[2]);
    const d = Math.imul(this.d ^ c, MULTIPLIERS[3]);
    this.a = a ^ (d >>> 15);
    this.b = b ^ (a >>> 13);
    this.c = c ^ (b >>> 16);
    this.d = d ^ (c >>> 14);
  }
}

/** The last step of MurmurHash3, which lets every bit reach every other. */
function finished(lane: number): string {
  let word = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return ((word ^ (word >>> 16)) >>> 0).toString(16).padStart(8, "0");
}
