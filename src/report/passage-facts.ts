/** What reports tell of links, ports and adapters on the way to exported devices: the busiest of them, and how long I/Os stood there. */
import type { PolicyResult } from "../result/index.js";
import { formatCount, formatDuration, formatQuantity } from "./number-format.js";
import { measureOf } from "./policy-facts.js";

type Measured = Pick<PolicyResult, "measures">;

/** A measure that they alone have: by it they are known. */
const TIME = ".queue.time";

/** Whoever is busy for less makes nobody wait. */
const BUSY = 0.05;
const MOST_TOLD = 6;

export interface PassageFacts {
  readonly name: string;
  /** `85 %` of the time. */
  readonly busy: string;
  /** `5.4` I/Os there on average. */
  readonly queue: string;
  /** `27 ms`, for which each stood there. */
  readonly time: string;
}

/** Those that were busy, the busiest first; `null` where nothing leads to an exported device. */
export function busyPassages(policy: Measured): readonly PassageFacts[] | null {
  const names = policy.measures.flatMap(({ key }) => (key.endsWith(TIME) ? [key.slice(0, -TIME.length)] : []));
  if (names.length === 0) return null;
  const value = (name: string, key: string): number => measureOf(policy, `${name}.${key}`)?.mean ?? 0;
  return names
    .map((name) => ({ name, busy: value(name, "busy") }))
    .filter(({ busy }) => busy >= BUSY)
    .toSorted((one, other) => other.busy - one.busy)
    .slice(0, MOST_TOLD)
    .map(({ name, busy }) => ({
      name,
      busy: formatQuantity(busy, "share"),
      queue: formatCount(Number(value(name, "queue.mean").toPrecision(2))),
      time: formatDuration(value(name, "queue.time")),
    }));
}

export const NOTHING_BUSY = `nothing on the way to exported devices was busy for ${formatQuantity(BUSY, "share")} of the time`;
