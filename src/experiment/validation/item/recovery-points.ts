/** What is lost when a host crashes: what its users wrote since the last flush. Times are in seconds. */
import type { ReplicationResult } from "../../../result/index.js";
import { item, measured, seconds, type ValidationItem } from "../item.js";
import { perSecond } from "./queues.js";

interface Writes {
  readonly writes: number;
  readonly flush: number;
  readonly [name: string]: number;
}

/** Mean seconds that a host works before it crashes. */
const WORKS = 60;

/** A host on which everything is a write, and which crashes every now and then. */
function writing({ writes, flush }: Writes): string {
  return `name: writing
duration: 5000s
networks: { lan: { latency: 0s } }
storage:
  array-1:
    port-adapters: [fa-1]
    disk-adapters: [da-1]
    bandwidth: 200MB/s
    volumes: { data: { size: 1GB, holds: data, on: da-1, via: fa-1 } }
links: { fc-1: { latency: 0s } }
hosts:
  host-1:
    network: lan
    storage: { array-1: { link: fc-1, port: fa-1 } }
    boot: { diagnostics: 0s, standalone: 0s, online: 0s }
    flush: ${seconds(flush)}
    serves: { concurrency: 100, queue: 1000, time: 1us }
services: { shop: { runs-on: host-1, load: { rate: ${perSecond(writes)}, mix: { put: { share: 100%, writes: data, size: 4kB } }, timeout: 1s } } }
policies: { writing: none }
faults: [{ every: exponential(${WORKS}s), crash: host-1, repair: 1s }]
`;
}

/** Mean over the crashes of a replication. */
const perCrash =
  (of: (loss: ReplicationResult["losses"][number]) => number) =>
  ({ losses, faults }: ReplicationResult): number =>
    losses.reduce((sum, loss) => sum + of(loss), 0) / faults[0]!.fired;

/** Flushes come at whole intervals from the boot on: a crash finds what was written since, uniform but for the short lives. */
function flushed(name: string, parameters: Writes, whole: number): ValidationItem {
  return item<Writes>({
    name,
    title: `writes that are flushed every ${parameters.flush} s, ${parameters.writes} a second`,
    source: "renewal reward theorem",
    parameters,
    scenario: writing,
    figures: [
      {
        name: "writes lost in a crash",
        theory: ({ writes: rate, flush: f }) => rate * (WORKS - f / (Math.exp(f / WORKS) - 1)),
        value: perCrash(({ writes }) => writes),
      },
    ],
    effort: { quick: 20, whole },
  });
}

/** A host and its storage system are lost at a known instant; a stand-in goes on with what another storage system has. */
interface Lost {
  readonly writes: number;
  /** When it happens. */
  readonly at: number;
  /** What keeps its data elsewhere, as the volume has it. */
  readonly kept: string;
  readonly data: string;
}

/** Detection and takeover take some ten seconds, most of them a wait for the storage system that is gone. */
const TAKEN_OVER = 25;

function losing({ writes, at, kept, data }: Lost): string {
  const host = (n: number) =>
    `{ network: lan, storage: { array-${n}: { link: fc-${n}, port: fa-${n} } }, relay: relay-${n}, ` +
    `flush: ${seconds(FLUSH)}, ` +
    "boot: { diagnostics: 0s, standalone: 0s, online: 0s }, serves: { concurrency: 100, queue: 1000, time: 1us }";
  return `name: losing
duration: ${at + TAKEN_OVER}s
networks: { lan: { latency: 0s } }
storage:
  array-1: { bandwidth: 200MB/s, port-adapters: [fa-1], disk-adapters: [da-1], volumes: { data: { size: 1MB, holds: data, on: da-1, via: fa-1, ${kept} } } }
  array-2: { bandwidth: 200MB/s, port-adapters: [fa-2], disk-adapters: [da-2], split: 0s }
array-links: { isl-1: { joins: [array-1, array-2], bandwidth: 1000MB/s, latency: 0s } }
links: { fc-1: { latency: 0s }, fc-2: { latency: 0s } }
hosts:
  host-1: ${host(1)} }
  host-2: ${host(2)}, power: off }
relays: { relay-1: { switching: 1ms, reading: 1ms }, relay-2: { switching: 1ms, reading: 1ms } }
agents: { host-1: { report: 100ms } }
services: { shop: { runs-on: host-1, load: { rate: ${perSecond(writes)}, mix: { put: { share: 100%, writes: data, size: 4kB } }, timeout: 1s } } }
policies: { stand-in: { failover: { preset: 2A, data: [${data}], detect: { reports: { misses: 3 } }, shutdown: { within: 1ms, relay: always } } } }
faults: [{ at: ${at}s, crash: host-1, repair: 100h }, { at: ${at}s, power-loss: array-1, repair: 100h }]
`;
}

/** Seconds. What is written reaches the storage system when the host flushes it. */
const FLUSH = 0.001;

const lost = (theory: (parameters: Kept) => number) => ({
  name: "writes lost",
  theory,
  value: measured("shop.rpo.writes"),
});

interface Kept {
  readonly writes: number;
  /** Seconds: how long a mirror keeps back what is written, or between two backups. */
  readonly behind: number;
  readonly [name: string]: number;
}

/**
 * What was flushed within the lag is at the first storage system alone; and what was flushed just that long ago as the crash
 * comes at an instant of a flush, and was written up to a flush before that.
 */
const lag: ValidationItem = item<Kept>({
  name: "mirror-lag",
  title: "an asynchronous mirror 2 s behind, 50 writes a second",
  source: "Poisson process: writes in an interval",
  parameters: { writes: 50, behind: 2 },
  scenario: ({ writes, behind }) =>
    losing({
      ...{ writes, at: 10, data: "remote-mirror" },
      kept: `remote-mirror: { array: array-2, on: da-2, mode: asynchronous, lag: ${seconds(behind)} }`,
    }),
  figures: [
    lost(({ writes, behind }) => writes * (behind + FLUSH)),
    {
      name: "age of the oldest",
      theory: ({ writes, behind }) => behind + FLUSH - (1 - Math.exp(-writes * (behind + FLUSH))) / writes,
      value: measured("shop.rpo.max"),
    },
  ],
  effort: { quick: 12, whole: 300 },
});

const BACKED_UP = 35;

/** Lost is what was written since the last whole interval. */
const backups: ValidationItem = item<Kept>({
  name: "backup-interval",
  title: `backups every 20 s, all lost after ${BACKED_UP} s, ten writes a second`,
  source: "Poisson process: writes in an interval",
  parameters: { writes: 10, behind: 20 },
  scenario: ({ writes, behind }) =>
    losing({
      ...{ writes, at: BACKED_UP, data: "backup+log" },
      kept: `backup: { every: ${seconds(behind)}, bandwidth: 1000MB/s, on: array-2 }`,
    }),
  figures: [lost(({ writes, behind }) => writes * (BACKED_UP % behind))],
  effort: { quick: 12, whole: 200 },
});

export const recoveryPoints: readonly ValidationItem[] = [
  flushed("flush-often-written", { writes: 0.5, flush: 20 }, 150),
  flushed("flush-seldom-written", { writes: 0.4, flush: 5 }, 400),
  lag,
  backups,
];
