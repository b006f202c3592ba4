/** What is lost when a host crashes: what its users wrote since the last flush. Times are in seconds. */
import type { ReplicationResult } from "../../../result/index.js";
import { item, seconds, type ValidationItem } from "../item.js";
import { perSecond } from "./queues.js";

interface Writes {
  readonly writes: number;
  readonly flush: number;
  readonly [name: string]: number;
}

/** Mean seconds that a host works before it crashes. */
const WORKS = 500;

/** A host on which everything is a write, and which crashes every now and then. */
function writing({ writes, flush }: Writes): string {
  return `name: writing
duration: 50000s
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
    effort: { quick: 6, whole },
  });
}

export const recoveryPoints: readonly ValidationItem[] = [
  flushed("flush-often-written", { writes: 0.5, flush: 20 }, 40),
  flushed("flush-seldom-written", { writes: 0.1, flush: 5 }, 150),
];
