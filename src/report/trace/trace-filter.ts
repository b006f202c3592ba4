/** Which entries of a trace somebody wants. */
import type { TraceEntry } from "../../result/index.js";

export interface TraceFilter {
  /** Only of these kinds; all when empty. */
  readonly kinds?: readonly string[];
  /** Only what speaks of one of these: hosts, relays, services, places; all when empty. */
  readonly actors?: readonly string[];
  /** Microseconds, both included. */
  readonly from?: number;
  readonly to?: number;
}

/** @param line the entry as it stands in `trace.jsonl` */
export function isWanted(entry: TraceEntry, line: string, filter: TraceFilter): boolean {
  const { kinds = [], actors = [], from = 0, to = Infinity } = filter;
  if (entry.at < from || entry.at > to) return false;
  if (kinds.length > 0 && !kinds.includes(entry.kind)) return false;
  return actors.length === 0 || actors.some((actor) => line.includes(JSON.stringify(actor)));
}
