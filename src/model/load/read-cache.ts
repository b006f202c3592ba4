/** What a host keeps in memory of what it has read: as much as the memory has left, and no more than is read over and over. */
import type { Stream, Streams } from "../../sim/index.js";
import type { HostSpec } from "../spec.js";

type Memory = NonNullable<HostSpec["memory"]>;

export class ReadCache {
  /** Reads, and those of which the memory held nothing. */
  reads = 0;
  misses = 0;
  /** Bytes. */
  private held = 0;

  /** @param reused bytes that are read over and over, each as often as any other */
  constructor(
    private readonly memory: Memory,
    private readonly reused: number,
    private readonly stream: Stream,
  ) {}

  /** Whether a read is answered from memory, where so many requests are; what is not is kept from then on, if there is room. */
  holds(size: number, requests: number): boolean {
    const { memory, reused } = this;
    const room = Math.max(0, Math.min(reused, memory.size - memory.base - memory.perRequest * requests));
    this.held = Math.min(this.held, room);
    this.reads += 1;
    if (this.stream.uniform() * reused < this.held) return true;
    this.misses += 1;
    this.held = Math.min(room, this.held + size);
    return false;
  }

  /** The memory is gone. */
  forget(): void {
    this.held = 0;
  }
}

/** `null` where what was read is not kept. */
export function readCacheOf(memory: Memory, streams: Streams, host: string): ReadCache | null {
  const { reused } = memory;
  return reused === undefined ? null : new ReadCache(memory, reused, streams.stream(`host/${host}/cache`));
}
