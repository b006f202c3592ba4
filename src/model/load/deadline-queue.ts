/** Timeouts of requests that all wait equally long: one pending event for the oldest instead of one for each. */
import type { Kernel } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import { CLIENT, type RequestPool } from "./request-pool.js";

/** Later than everything else at the same instant: an answer that comes exactly in time counts. */
const TIMEOUT_PRIORITY = 6;

export class DeadlineQueue {
  // A ring of (slot, number): deadlines come in the order of sending.
  private slots = new Int32Array(256);
  private numbers = new Uint32Array(256);
  private first = 0;
  private count = 0;
  private armed = false;

  constructor(
    private readonly kernel: Kernel,
    private readonly requests: RequestPool,
    private readonly timeout: Micros,
    private readonly expired: (slot: number) => void,
  ) {}

  /** From now the request has its time. */
  add(slot: number): void {
    if (this.count === this.slots.length) this.grow();
    const index = (this.first + this.count) & (this.slots.length - 1);
    this.slots[index] = slot;
    this.numbers[index] = this.requests.number[slot]!;
    this.count += 1;
    if (!this.armed) this.arm();
  }

  private arm(): void {
    this.armed = true;
    const at = this.requests.sentAt[this.slots[this.first]!]! + this.timeout;
    this.kernel.schedule(at, this.expire, 0, TIMEOUT_PRIORITY);
  }

  private readonly expire = (): void => {
    this.armed = false;
    while (this.count > 0) {
      const slot = this.slots[this.first]!;
      const open =
        this.requests.number[slot] === this.numbers[this.first] && (this.requests.holders[slot]! & CLIENT) !== 0;
      if (open) {
        if (this.requests.sentAt[slot]! + this.timeout > this.kernel.now) return this.arm();
        this.drop();
        this.expired(slot);
      } else this.drop();
    }
  };

  private drop(): void {
    this.first = (this.first + 1) & (this.slots.length - 1);
    this.count -= 1;
  }

  private grow(): void {
    const { slots, numbers, first, count } = this;
    this.slots = new Int32Array(count * 2);
    this.numbers = new Uint32Array(count * 2);
    for (let i = 0; i < count; i++) {
      this.slots[i] = slots[(first + i) & (count - 1)]!;
      this.numbers[i] = numbers[(first + i) & (count - 1)]!;
    }
    this.first = 0;
  }
}
