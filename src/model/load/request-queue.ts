/** Requests that wait at a host: those of the highest priority first, and of equals the one that came first. */
import { NONE, type RequestPool } from "./request-pool.js";

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
    const level = this.firstLevel();
    const slot = level.head;
    level.head = this.requests.next[slot]!;
    if (level.head === NONE) level.tail = NONE;
    this.length -= 1;
    return slot;
  }

  private firstLevel(): Level {
    let index = 0;
    while (this.levels[index]!.head === NONE) index++;
    return this.levels[index]!;
  }

  count(isMeant: (slot: number) => boolean): number {
    let found = 0;
    for (const { head } of this.levels)
      for (let slot = head; slot !== NONE; slot = this.requests.next[slot]!) if (isMeant(slot)) found += 1;
    return found;
  }

  private levelOf(priority: number): Level {
    const { levels } = this;
    for (let i = 0; i < levels.length; i++) if (levels[i]!.priority === priority) return levels[i]!;
    return this.newLevel(priority);
  }

  private newLevel(priority: number): Level {
    const level = { priority, head: NONE, tail: NONE };
    this.levels.push(level);
    this.levels.sort((a, b) => b.priority - a.priority);
    return level;
  }
}
