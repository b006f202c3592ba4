/** What load is measured by: a host's counters, and the metrics that two readings of them give. */
import { type Micros, SECOND } from "../../units/index.js";

/** Counters of a host as its operating system keeps them: they only grow, except those that say how it is now. */
export interface HostCounters {
  /** When they were read. */
  readonly at: Micros;
  /** Requests that reached it, and those that it answered. */
  readonly received: number;
  readonly completed: number;
  /** Microseconds that its servers were busy, added over all of them. */
  readonly busy: number;
  /** Microseconds from sending to answer, added over all requests that it answered. */
  readonly waited: number;
  /** Microseconds that requests spent with storage, added. */
  readonly storage: number;
  /** Bytes that its requests read and wrote in storage systems, and that copies moved through its links to those. */
  readonly carried: number;
  /** Bytes that were moved between memory and disk for want of memory. */
  readonly swapped: number;
  /** Reads of data, where what was read is kept in memory, and those of which nothing was there. */
  readonly reads: number;
  readonly misses: number;
  /** Requests that wait or are in service now. */
  readonly pending: number;
  /** Share of its memory in use now. */
  readonly memory: number;
}

/** What a host can do at most: requests per second, requests in service, those in service or waiting, and bytes per second over its links to storage. */
export interface HostCapacity {
  readonly rate: number;
  readonly concurrency: number;
  readonly pending: number;
  readonly io: number;
}

/** The metric of one host over the time between two readings; `null` when they do not tell. */
type Reading = (before: HostCounters, now: HostCounters, capacity: HostCapacity) => number | null;

interface MetricKind {
  readonly about: string;
  readonly of: Reading;
  /** What `share` is a share of; `null` when it can only be compared with a number. */
  readonly capacity: ((capacity: HostCapacity) => number) | null;
  /** Over the hosts of a service: added, or the mean. */
  readonly over: "sum" | "mean";
}

function perSecond(amount: number, before: HostCounters, now: HostCounters): number {
  return now.at > before.at ? (amount * SECOND) / (now.at - before.at) : 0;
}

/** All metrics, by the names that a policy uses. */
export const metrics = {
  "connection-requests": {
    about: "requests that arrive per second",
    of: (before, now) => perSecond(now.received - before.received, before, now),
    capacity: ({ rate }) => rate,
    over: "sum",
  },
  transactions: {
    about: "requests that are answered per second",
    of: (before, now) => perSecond(now.completed - before.completed, before, now),
    capacity: ({ rate }) => rate,
    over: "sum",
  },
  utilisation: {
    about: "share of the time that the processors are busy",
    of: (before, now, { concurrency }) =>
      now.at > before.at ? Math.min(1, (now.busy - before.busy) / (concurrency * (now.at - before.at))) : 0,
    capacity: () => 1,
    over: "mean",
  },
  memory: { about: "share of the memory in use", of: (_, now) => now.memory, capacity: () => 1, over: "mean" },
  "swap-rate": {
    about: "bytes per second between memory and disk for want of memory",
    of: (before, now) => perSecond(now.swapped - before.swapped, before, now),
    capacity: null,
    over: "sum",
  },
  "cache-misses": {
    about: "share of reads that were not answered from memory: one less the cache hit rate",
    of: (before, now) => (now.reads > before.reads ? (now.misses - before.misses) / (now.reads - before.reads) : 0),
    capacity: () => 1,
    over: "mean",
  },
  "pending-io": {
    about: "requests that are with storage, on average",
    of: (before, now) => (now.at > before.at ? (now.storage - before.storage) / (now.at - before.at) : 0),
    capacity: ({ concurrency }) => concurrency,
    over: "sum",
  },
  "io-utilisation": {
    about: "share of what its links to storage can carry that requests and copies used",
    of: (before, now, { io }) => (io > 0 ? Math.min(1, perSecond(now.carried - before.carried, before, now) / io) : 0),
    capacity: () => 1,
    over: "mean",
  },
  "pending-requests": {
    about: "requests that wait or are in service",
    of: (_, now) => now.pending,
    capacity: ({ pending }) => pending,
    over: "sum",
  },
  "time-to-serve": {
    about: "mean time from sending to answer, in seconds",
    of: (before, now) => {
      const answered = now.completed - before.completed;
      if (answered > 0) return (now.waited - before.waited) / answered / SECOND;
      // Who is there and was not answered takes longer than this, nobody knows how long.
      return now.pending > 0 ? null : 0;
    },
    capacity: null,
    over: "mean",
  },
} as const satisfies Readonly<Record<string, MetricKind>>;

export type Metric = keyof typeof metrics;

export const metricNames = Object.keys(metrics) as [Metric, ...Metric[]];

/** Two readings of one host. */
export interface HostReading {
  readonly before: HostCounters;
  readonly now: HostCounters;
  readonly capacity: HostCapacity;
}

/** The metric over some hosts, those of which it is known; `null` when it is of none, and zero over no hosts. */
export function measureOver(metric: Metric, hosts: readonly HostReading[]): number | null {
  const kind: MetricKind = metrics[metric];
  const all = hosts.map(({ before, now, capacity }) => kind.of(before, now, capacity));
  const known = all.filter((value) => value !== null);
  if (known.length === 0) return all.length === 0 ? 0 : null;
  const sum = known.reduce((total, value) => total + value, 0);
  return kind.over === "sum" ? sum : sum / known.length;
}

/** What a share is a share of, over some hosts; `null` for metrics that have no capacity. */
export function capacityOver(metric: Metric, hosts: readonly HostCapacity[]): number | null {
  const kind: MetricKind = metrics[metric];
  const { capacity } = kind;
  if (capacity === null) return null;
  const sum = hosts.reduce((total, each) => total + capacity(each), 0);
  return kind.over === "sum" || hosts.length === 0 ? sum : sum / hosts.length;
}
