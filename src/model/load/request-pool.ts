/** All requests of a world in typed arrays: no object is made for a request, and a slot is used again when nobody needs it. */
import type { RequestKind } from "./request-kind.js";

/** Bits of `holders`: a slot is free when nobody holds it. */
export const CLIENT = 1;
export const HOST = 2;
export const WIRE = 4;
/** A user who waits to try again: not an attempt yet, so that nothing of the last one in the slot may end it. */
export const WAITING = 8;

/** Ends a list of slots. */
export const NONE = -1;

export class RequestPool {
  /** One for each class of each service with requests. */
  readonly kinds: RequestKind[] = [];
  private capacity = 1024;
  /** Index of its kind. */
  kind = new Int32Array(this.capacity);
  /** Retries that are left. */
  retries = new Uint16Array(this.capacity);
  holders = new Uint8Array(this.capacity);
  /** Number of the attempt among all attempts of the world, modulo 2^32. */
  number = new Uint32Array(this.capacity);
  /** Index of the host that it was sent to. */
  host = new Uint16Array(this.capacity);
  /** When its user asked first, and when this attempt was sent. */
  askedAt = new Float64Array(this.capacity);
  sentAt = new Float64Array(this.capacity);
  /** How much work it is: a uniform number that the host's distribution of service times turns into a time. */
  work = new Float64Array(this.capacity);
  /** The share of its service time that it spends with storage. */
  storage = new Float64Array(this.capacity);
  /** Of its user, who has the same number for a whole session, and the host that the user is at. */
  user = new Float64Array(this.capacity);
  home = new Int32Array(this.capacity);
  /** Event that ends its service. */
  completion = new Float64Array(this.capacity);
  /** Neighbours in the queue or in the set of those in service at a host; of a free slot the one that was freed before. */
  next = new Int32Array(this.capacity);
  previous = new Int32Array(this.capacity);
  private attempts = 0;
  /** The slot that was freed last. */
  private free = NONE;
  private used = 0;
  private freed = 0;

  /** How many slots somebody holds. */
  get inUse(): number {
    return this.used - this.freed;
  }

  /** @returns the index of a kind that is new */
  addKind(kind: RequestKind): number {
    return this.kinds.push(kind) - 1;
  }

  kindOf(slot: number): RequestKind {
    return this.kinds[this.kind[slot]!]!;
  }

  allocate(): number {
    const slot = this.free;
    if (slot === NONE) return this.allocateNew();
    this.free = this.next[slot]!;
    this.freed -= 1;
    return slot;
  }

  private allocateNew(): number {
    if (this.used === this.capacity) this.grow();
    return this.used++;
  }

  /** The number of one more attempt. */
  nextNumber(): number {
    this.attempts = (this.attempts + 1) >>> 0;
    return this.attempts;
  }

  /** Sum (modulo 2^32) of the numbers of a service's requests that this holder holds. */
  sumHeld(service: number, holder: number): number {
    let sum = 0;
    for (let slot = 0; slot < this.used; slot++) {
      if ((this.holders[slot]! & holder) === 0 || this.kindOf(slot).service !== service) continue;
      sum = (sum + this.number[slot]!) >>> 0;
    }
    return sum;
  }

  /** Takes one holder off; the last one frees the slot. */
  release(slot: number, holder: number): void {
    const left = this.holders[slot]! & ~holder;
    this.holders[slot] = left;
    if (left !== 0) return;
    this.next[slot] = this.free;
    this.free = slot;
    this.freed += 1;
  }

  private grow(): void {
    this.capacity *= 2;
    const bigger = <T extends { set(from: T): void }>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.kind = bigger(this.kind, new Int32Array(this.capacity));
    this.retries = bigger(this.retries, new Uint16Array(this.capacity));
    this.holders = bigger(this.holders, new Uint8Array(this.capacity));
    this.number = bigger(this.number, new Uint32Array(this.capacity));
    this.host = bigger(this.host, new Uint16Array(this.capacity));
    this.askedAt = bigger(this.askedAt, new Float64Array(this.capacity));
    this.sentAt = bigger(this.sentAt, new Float64Array(this.capacity));
    this.work = bigger(this.work, new Float64Array(this.capacity));
    this.storage = bigger(this.storage, new Float64Array(this.capacity));
    this.user = bigger(this.user, new Float64Array(this.capacity));
    this.home = bigger(this.home, new Int32Array(this.capacity));
    this.completion = bigger(this.completion, new Float64Array(this.capacity));
    this.next = bigger(this.next, new Int32Array(this.capacity));
    this.previous = bigger(this.previous, new Int32Array(this.capacity));
  }
}
