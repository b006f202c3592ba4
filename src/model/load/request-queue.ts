/** Requests that wait at a host: those of the highest priority first, and of equals the one that came first. */
import type { RequestPool } from "./request-pool.js";

export const NONE = -1;

/** Those of one priority, as a list within the pool. */
interface Level {
  readonly priority: number;
  head: number;
  tail: number;
}

export class RequestQueue {
  private length = 0;
  /** The highest priority first; made when the first request of it waits. */
  private readonly levels: Level[] = [];

  constructor(private readonly requests: Pick<RequestPool, "next">) {}

  add(slot: number, priority: number): void {
    const level = this.levelOf(priority);
    this.requests.next[slot] = NONE;
    if (level.tail === NONE) level.head = slot;
    else this.requests.next[level.tail] = slot;
    level.tail = slot;
    this.length += 1;
  }

  /** Before all others of its priority. */
  addFirst(slot: number, priority: number): void {
    const level = this.levelOf(priority);
    this.requests.next[slot] = level.head;
    if (level.head === NONE) level.tail = slot;
    level.head = slot;
    this.length += 1;
  }

  get isEmpty(): boolean {
    return this.length === 0;
  }

  /** @returns who is next; there has to be somebody */
  takeFirst(): number {
    const level = this.levels.find(({ head }) => head !== NONE)!;
    const slot = level.head;
    level.head = this.requests.next[slot]!;
    if (level.head === NONE) level.tail = NONE;
    this.length -= 1;
    return slot;
  }

  count(isMeant: (slot: number) => boolean): number {
    let found = 0;
    for (const { head } of this.levels)
      for (let slot = head; slot !== NONE; slot = this.requests.next[slot]!) if (isMeant(slot)) found += 1;
    return found;
  }

  private levelOf(priority: number): Level {
    for (const level of this.levels) if (level.priority === priority) return level;
    const level = { priority, head: NONE, tail: NONE };
    this.levels.push(level);
    this.levels.sort((a, b) => b.priority - a.priority);
    return level;
  }
}
