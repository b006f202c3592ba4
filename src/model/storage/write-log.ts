/** Every acknowledged write of one volume: when it was promised, how many bytes, and which host still holds it in memory only. */
import type { Micros } from "../../units/index.js";
import type { WriteRange } from "../true-state.js";
import { NumberList } from "./number-list.js";

/** Consecutive writes that one host acknowledged between two flushes. */
export interface WriteBatch {
  readonly range: WriteRange;
  readonly oldestAt: Micros;
  readonly bytes: number;
}

interface OpenBatch {
  from: number;
  to: number;
  oldestAt: Micros;
  bytes: number;
  told: boolean;
}

export class WriteLog {
  /** Writes are numbered from 0 in the order of acknowledgement. */
  private next = 0;
  /** One entry for each batch, in the order of their numbers: first number, first time, bytes of all batches before. */
  private readonly starts = new NumberList();
  private readonly oldest = new NumberList();
  private readonly bytesBefore = new NumberList();
  private bytes = 0;
  private lastHost: string | null = null;
  /** The batch that its writes go to. */
  private lastBatch: OpenBatch | null = null;
  private readonly dirty = new Map<string, OpenBatch[]>();

  /** @param tell hears of each batch once, when it is closed */
  constructor(private readonly tell: (host: string, batch: WriteBatch) => void = () => {}) {}

  /** @param bytes of each @param count that many at once */
  acknowledge(host: string, bytes: number, at: Micros, count = 1): void {
    const { lastBatch } = this;
    const isNext = lastBatch !== null && this.lastHost === host;
    this.addTo(isNext ? lastBatch : this.openFor(host, at), bytes, count);
  }

  private openFor(host: string, at: Micros): OpenBatch {
    const batch = this.openBatch(at);
    const batches = this.dirty.get(host);
    if (batches === undefined) this.dirty.set(host, [batch]);
    else batches.push(batch);
    this.lastHost = host;
    this.lastBatch = batch;
    return batch;
  }

  /** Writes that have left the memory of their host since: a batch of their own, closed and told. */
  acknowledgeFlushed(host: string, bytes: number, at: Micros, count: number): WriteBatch {
    const batch = this.openBatch(at);
    this.lastHost = null;
    this.addTo(batch, bytes, count);
    this.tellOnce(host, batch);
    return closed(batch);
  }

  private openBatch(at: Micros): OpenBatch {
    this.starts.push(this.next);
    this.oldest.push(at);
    this.bytesBefore.push(this.bytes);
    return { from: this.next, to: this.next, oldestAt: at, bytes: 0, told: false };
  }

  private addTo(batch: OpenBatch, bytes: number, count: number): void {
    this.next += count;
    this.bytes += bytes * count;
    batch.to = this.next;
    batch.bytes += bytes * count;
  }

  /** How many writes were acknowledged up to now; all of them are told, and later ones belong to other batches. */
  mark(): number {
    this.lastHost = null;
    for (const [host, batches] of this.dirty) for (const batch of batches) this.tellOnce(host, batch);
    return this.next;
  }

  private tellOnce(host: string, batch: OpenBatch): void {
    if (batch.told) return;
    batch.told = true;
    this.tell(host, closed(batch));
  }

  /** Takes what a host holds in memory only out of its memory: to store it, or because the memory is gone. */
  takeDirty(host: string): readonly WriteBatch[] {
    const batches = this.dirty.get(host) ?? [];
    this.dirty.delete(host);
    if (this.lastHost === host) this.lastHost = null;
    for (const batch of batches) this.tellOnce(host, batch);
    return batches.map(closed);
  }

  isDirty(host: string): boolean {
    return this.dirty.has(host);
  }

  /** Undoes `takeDirty` for batches that could not be stored. */
  takeBack(host: string, batches: readonly WriteBatch[]): void {
    if (batches.length === 0) return;
    const known = batches.map(({ range, oldestAt, bytes }) => ({ ...range, oldestAt, bytes, told: true }));
    this.dirty.set(host, [...known, ...(this.dirty.get(host) ?? [])]);
  }

  /** How many writes were acknowledged up to now. */
  get count(): number {
    return this.next;
  }

  /** How many batches it knows. */
  get batches(): number {
    return this.starts.length;
  }

  /** Nobody will ask for writes before this one any more; it begins a batch, or is yet to come. */
  forgetBefore(write: number): void {
    const gone = this.batchAt(write);
    for (const list of [this.starts, this.oldest, this.bytesBefore]) list.forget(gone);
  }

  /** When the first write of the batch was acknowledged that a write belongs to. */
  acknowledgedAt(write: number): Micros {
    return this.oldest.at(this.batchAt(write)) ?? 0;
  }

  /** Bytes and age of a range of whole batches. */
  measure(range: WriteRange): { readonly bytes: number; readonly oldestAt: Micros } {
    const first = this.batchAt(range.from);
    return { bytes: this.bytesUpTo(range.to) - this.bytesUpTo(range.from), oldestAt: this.oldest.at(first) ?? 0 };
  }

  private bytesUpTo(write: number): number {
    if (write >= this.next) return this.bytes;
    const index = this.batchAt(write);
    if (this.starts.at(index) !== write) throw new Error(`write ${write} lies inside a batch: batches are lost whole`);
    return this.bytesBefore.at(index) ?? 0;
  }

  /** Index of the batch that holds a write. */
  private batchAt(write: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts.at(middle) ?? 0) <= write) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function closed({ from, to, oldestAt, bytes }: OpenBatch): WriteBatch {
  return { range: { from, to }, oldestAt, bytes };
}
