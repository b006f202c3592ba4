/** A long list of whole numbers in little memory: numbers that stand near each other are kept as their distance from the least. */

/** So many are kept together. */
const CHUNK = 256;

interface Chunk {
  readonly least: number;
  readonly above: Uint8Array | Uint16Array | Uint32Array | Float64Array;
}

export class NumberList {
  private readonly chunks: Chunk[] = [];
  /** The last ones, fewer than two chunks. */
  private open: number[] = [];
  /** Numbers of the first chunk that were forgotten. */
  private forgotten = 0;

  get length(): number {
    return this.kept - this.forgotten + this.open.length;
  }

  /** In what it takes most. */
  get bytesOfChunks(): number {
    return this.chunks.reduce((sum, { above }) => sum + above.byteLength, 0);
  }

  /** The number at an index that is not negative; `undefined` beyond the end. */
  at(index: number): number | undefined {
    const place = index + this.forgotten;
    const { kept } = this;
    if (place >= kept) return this.open[place - kept];
    const { least, above } = this.chunks[Math.floor(place / CHUNK)]!;
    return least + above[place % CHUNK]!;
  }

  push(number: number): void {
    this.open.push(number);
    if (this.open.length >= 2 * CHUNK) this.close();
  }

  /** Before the one that has this index now; quick near the end. */
  insert(index: number, number: number): void {
    while (index + this.forgotten < this.kept) {
      const { least, above } = this.chunks.pop()!;
      this.open = [...Array.from(above, (each) => least + each), ...this.open];
    }
    this.open.splice(index + this.forgotten - this.kept, 0, number);
    while (this.open.length >= 2 * CHUNK) this.close();
  }

  /** The first ones are not asked for any more: the list begins after them. */
  forget(count: number): void {
    const places = this.forgotten + Math.min(count, this.length);
    const whole = Math.min(Math.floor(places / CHUNK), this.chunks.length);
    this.chunks.splice(0, whole);
    this.forgotten = places - whole * CHUNK;
    if (this.chunks.length > 0) return;
    this.open.splice(0, this.forgotten);
    this.forgotten = 0;
  }

  /** Places in chunks, those of the forgotten among them. */
  private get kept(): number {
    return this.chunks.length * CHUNK;
  }

  private close(): void {
    this.chunks.push(packed(this.open.slice(0, CHUNK)));
    this.open = this.open.slice(CHUNK);
  }
}

function packed(numbers: readonly number[]): Chunk {
  const least = numbers.reduce((a, b) => Math.min(a, b));
  const most = numbers.reduce((a, b) => Math.max(a, b)) - least;
  const above = numbers.map((each) => each - least);
  if (most < 0x100) return { least, above: Uint8Array.from(above) };
  if (most < 0x10000) return { least, above: Uint16Array.from(above) };
  return { least, above: most < 0x100000000 ? Uint32Array.from(above) : Float64Array.from(above) };
}
