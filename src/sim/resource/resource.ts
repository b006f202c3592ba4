/** A resource of several like units, granted by priority and then in order of arrival, with preemption on demand. */
import type { Kernel } from "../kernel.js";
import { KernelError } from "../kernel-error.js";
import { Condition, type Waiter } from "../process/condition.js";
import { Heap } from "./heap.js";
import { Level } from "./level.js";

/** A wish for one unit: waiting, then granted, then over (released, withdrawn or preempted). */
export interface Claim {
  readonly priority: number;
  readonly state: "waiting" | "granted" | "over";
}

export interface ClaimOptions {
  /** Lower goes first; equals in order of arrival. 0 unless given. */
  readonly priority?: number;
  /**
   * Makes the claim preemptible: called when the unit has been taken away in favour of a lower priority number. The claim
   * is over then and need not be released. A process passes `() => interrupt(process, …)`.
   */
  readonly preempted?: (claim: Claim) => void;
}

interface Entry extends Claim {
  state: "waiting" | "granted" | "over";
  readonly sequence: number;
  readonly granted: (claim: Claim) => void;
  readonly preempted: ((claim: Claim) => void) | undefined;
}

export class Resource {
  private readonly waiting = new Heap<Entry>(
    (a, b) => a.priority < b.priority || (a.priority === b.priority && a.sequence < b.sequence),
  );
  private readonly holders = new Set<Entry>();
  private readonly queue: Level;
  private readonly busyUnits: Level;
  private sequence = 0;

  /** @param capacity how many units there are */
  constructor(
    kernel: Kernel,
    readonly capacity = 1,
  ) {
    if (!(Number.isInteger(capacity) && capacity > 0)) {
      throw new KernelError(`A resource needs a whole number of units above 0, not ${capacity}`, kernel.now);
    }
    this.queue = new Level(kernel);
    this.busyUnits = new Level(kernel);
  }

  /** How many units are granted now. */
  get busy(): number {
    return this.busyUnits.value;
  }

  /** How many claims wait now. */
  get queueLength(): number {
    return this.queue.value;
  }

  /** The mean number of waiting claims since the resource was made. */
  get meanQueueLength(): number {
    return this.queue.mean;
  }

  /** The mean share of units granted since the resource was made, 0 to 1. */
  get utilisation(): number {
    return this.busyUnits.mean / this.capacity;
  }

  /** Claims a unit; `granted` is called as soon as it is there, within this call when one is free. */
  claim(granted: (claim: Claim) => void, options: ClaimOptions = {}): Claim {
    const { priority = 0, preempted } = options;
    const entry: Entry = { priority, state: "waiting", sequence: this.sequence++, granted, preempted };
    const victim = this.busy < this.capacity ? undefined : this.victimOf(entry);
    if (victim !== undefined) this.withdrawUnit(victim);
    if (this.busy < this.capacity) this.grant(entry);
    else {
      this.waiting.push(entry);
      this.queue.add(1);
    }
    // Only now, for the victim may claim again at once.
    victim?.preempted?.(victim);
    return entry;
  }

  /** In a process: `const claim = yield* resource.acquire()`, and `resource.release(claim)` when done. */
  acquire(options: ClaimOptions = {}): Condition<Claim> {
    return new Acquire(this, options);
  }

  /** Gives a granted unit back or withdraws a waiting claim. A claim that is over is let pass, as after preemption. */
  release(claim: Claim): void {
    const entry = claim as Entry;
    if (entry.state === "waiting") {
      entry.state = "over";
      this.queue.add(-1);
    }
    if (entry.state !== "granted") return;
    this.withdrawUnit(entry);
    const next = this.nextWaiting();
    if (next === undefined) return;
    this.queue.add(-1);
    this.grant(next);
  }

  private nextWaiting(): Entry | undefined {
    let next = this.waiting.pop();
    while (next?.state === "over") next = this.waiting.pop();
    return next;
  }

  private grant(entry: Entry): void {
    entry.state = "granted";
    this.holders.add(entry);
    this.busyUnits.add(1);
    entry.granted(entry);
  }

  private withdrawUnit(entry: Entry): void {
    entry.state = "over";
    this.holders.delete(entry);
    this.busyUnits.add(-1);
  }

  /** The least urgent of the preemptible holders that are less urgent than the claim; of several the latest. */
  private victimOf(claim: Entry): Entry | undefined {
    let victim: Entry | undefined;
    for (const holder of this.holders) {
      if (holder.preempted === undefined || holder.priority <= claim.priority) continue;
      if (victim === undefined || holder.priority >= victim.priority) victim = holder;
    }
    return victim;
  }
}

class Acquire extends Condition<Claim> {
  private claim: Claim | undefined;

  constructor(
    private readonly resource: Resource,
    private readonly options: ClaimOptions,
  ) {
    super();
  }

  begin(_kernel: Kernel, waiter: Waiter<unknown>): void {
    this.claim = this.resource.claim((claim) => waiter.satisfied(claim), this.options);
  }

  withdraw(): void {
    if (this.claim !== undefined) this.resource.release(this.claim);
  }
}
