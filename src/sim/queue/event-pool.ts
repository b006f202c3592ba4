/** Storage of pending events: parallel arrays indexed by slot, recycled through a free list, and handles that may safely outlive their event. */
import type { Micros } from "../../units/index.js";

/** Names one scheduled event; 0 names none. A handle stays harmless after its event is over. */
export type Handle = number;

/** What an event does: called with the integer that was given when it was scheduled. */
export type Handler = (argument: number) => void;

/** A handle is generation × SLOTS + slot: 67 million events may be pending, and a slot is used 134 million times. */
const SLOTS = 0x400_0000;
/** Handles are beyond 2^32 from the beginning, so that V8 never takes them for small integers. */
const FIRST_GENERATION = 64;
const SLOT_MASK = SLOTS - 1;
const INITIAL_CAPACITY = 1024;

export class EventPool {
  /** When the event happens, in microseconds. */
  time = new Float64Array(0);
  /** What decides among events of one instant: priority × 2^50 + sequence, lower first. */
  order = new Float64Array(0);
  /** The next event in the list this one is in, be it a bucket or the free list. Slot 0 is never used: it ends lists. */
  next = new Int32Array(0);
  argument = new Int32Array(0);
  handler: (Handler | undefined)[] = [];
  /** The current handle of each slot; negative when the event was cancelled and still lies in a list. */
  private handle = new Float64Array(0);
  private free = 0;

  constructor() {
    this.grow(INITIAL_CAPACITY);
  }

  /** Takes a slot and fills it in. `next` is the caller's business. */
  allocate(time: Micros, order: number, handler: Handler, argument: number): number {
    if (this.free === 0) this.grow(this.next.length * 2);
    const slot = this.free;
    this.free = this.next[slot]!;
    this.fill(slot, time, order, handler, argument);
    return slot;
  }

  private fill(slot: number, time: Micros, order: number, handler: Handler, argument: number): void {
    this.time[slot] = time;
    this.order[slot] = order;
    this.argument[slot] = argument;
    this.handler[slot] = handler;
  }

  handleOf(slot: number): Handle {
    return this.handle[slot]!;
  }

  /** Marks the event dead; whoever next meets it in a list releases it. Its slot; 0 when the handle names no pending event. */
  cancel(handle: Handle): number {
    const slot = handle & SLOT_MASK;
    if (slot === 0 || this.handle[slot] !== handle) return 0;
    this.handle[slot] = -handle;
    this.handler[slot] = undefined;
    return slot;
  }

  /** Whether a dead event's record may become that of another one: there is another generation of it. */
  canRevive(slot: number): boolean {
    return SLOTS - this.handle[slot]! <= Number.MAX_SAFE_INTEGER;
  }

  /** A dead event's record becomes that of another one, in the list where it lies. */
  revive(slot: number, time: Micros, order: number, handler: Handler, argument: number): void {
    this.handle[slot] = SLOTS - this.handle[slot]!;
    this.fill(slot, time, order, handler, argument);
  }

  isCancelled(slot: number): boolean {
    return this.handle[slot]! < 0;
  }

  /** Gives the slot back under a new generation. A slot whose generations are used up is retired, so that no handle ever repeats. */
  release(slot: number): void {
    const renewed = Math.abs(this.handle[slot]!) + SLOTS;
    this.handle[slot] = renewed;
    if (renewed > Number.MAX_SAFE_INTEGER) return;
    this.next[slot] = this.free;
    this.free = slot;
  }

  /** True when (time, order) of one event comes before that of the other. */
  before(slot: number, other: number): boolean {
    const time = this.time[slot]!;
    const otherTime = this.time[other]!;
    return time < otherTime || (time === otherTime && this.order[slot]! < this.order[other]!);
  }

  private grow(capacity: number): void {
    if (capacity > SLOTS) throw new RangeError(`More than ${SLOTS / 2} pending events.`);
    const old = this.next.length;
    this.time = enlarged(this.time, new Float64Array(capacity));
    this.order = enlarged(this.order, new Float64Array(capacity));
    this.handle = enlarged(this.handle, new Float64Array(capacity));
    this.next = enlarged(this.next, new Int32Array(capacity));
    this.argument = enlarged(this.argument, new Int32Array(capacity));
    while (this.handler.length < capacity) this.handler.push(undefined);
    for (let slot = capacity - 1; slot >= Math.max(old, 1); slot--) {
      this.handle[slot] = FIRST_GENERATION * SLOTS + slot;
      this.next[slot] = this.free;
      this.free = slot;
    }
  }
}

function enlarged<A extends Float64Array | Int32Array>(from: A, into: A): A {
  into.set(from);
  return into;
}
