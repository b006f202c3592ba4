/** All requests of a world in typed arrays: no object is made for a request, and a slot is used again when nobody needs it. */

/** Bits of `holders`: a slot is free when nobody holds it. */
export const CLIENT = 1;
export const HOST = 2;
export const WIRE = 4;
/** A user who waits to try again: not an attempt yet, so that nothing of the last one in the slot may end it. */
export const WAITING = 8;

export class RequestPool {
  private capacity = 1024;
  service = new Uint16Array(this.capacity);
  requestClass = new Uint16Array(this.capacity);
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
  /** Neighbours in the queue or in the set of those in service at a host. */
  next = new Int32Array(this.capacity);
  previous = new Int32Array(this.capacity);
  private attempts = 0;
  private free: number[] = [];
  private used = 0;

  /** How many slots somebody holds. */
  get inUse(): number {
    return this.used - this.free.length;
  }

  allocate(): number {
    const reused = this.free.pop();
    if (reused !== undefined) return reused;
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
      if ((this.holders[slot]! & holder) === 0 || this.service[slot] !== service) continue;
      sum = (sum + this.number[slot]!) >>> 0;
    }
    return sum;
  }

  /** Takes one holder off; the last one frees the slot. */
  release(slot: number, holder: number): void {
    const left = this.holders[slot]! & ~holder;
    this.holders[slot] = left;
    if (left === 0) this.free.push(slot);
  }

  private grow(): void {
    this.capacity *= 2;
    const bigger = <T extends { set(from: T): void }>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.service = bigger(this.service, new Uint16Array(this.capacity));
    this.requestClass = bigger(this.requestClass, new Uint16Array(this.capacity));
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
