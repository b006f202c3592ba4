/** What a request needs of storage and of the host. */
import type { LoadSpec } from "../spec.js";

export interface StorageNeed {
  readonly service: string;
  /** The volume that it reads or writes; `null` when the scenario does not say which. */
  readonly volume: string | null;
  /** Bytes. */
  readonly size: number;
  /** It changes nothing. */
  readonly reads: boolean;
  /** By how much its service times are longer than those of others. */
  readonly work: number;
  /** Where it waits, the higher the sooner it is served. */
  readonly priority: number;
}

/**
 * For each class of requests. Those that read what never changes, and of which it is not said where that lies, read it where
 * the service keeps its data.
 */
export function storageNeeds(service: string, { classes }: Pick<LoadSpec, "classes">): readonly StorageNeed[] {
  const named = classes.map(({ writes, of }) => writes ?? of);
  const first = named.find((each) => each !== undefined);
  return classes.map(({ size, writes, work = 1, priority = 0 }, index) => ({
    service,
    volume: named[index] ?? first ?? null,
    size,
    reads: writes === undefined,
    work,
    priority,
  }));
}
