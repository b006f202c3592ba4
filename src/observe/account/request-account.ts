/** Requests of every service after the warm-up: how many, how they ended, and how long the served ones took. */
import type {
  IoEnd,
  NarrowUse,
  RequestClassSpec,
  RequestEnd,
  RequestFlow,
  RequestListener,
} from "../../model/index.js";
import { LatencyHistogram } from "../../stats/index.js";
import type { Micros } from "../../units/index.js";
import type { ObservationContext } from "./context.js";
import type { IoAccount } from "./io-account.js";
import type { ObjectiveAccount } from "./objective-account.js";

/** Attempts unless said otherwise: a retry is a new attempt. */
export interface RequestCounts {
  /** First attempts: what users asked for. */
  asked: number;
  retried: number;
  readonly ended: { readonly [End in RequestEnd]: number };
  /** Requests that ended for good, served or not: those after which no retry follows. */
  settled: number;
  /**
   * Reads that were answered from copies of data that changes, those that were staler than allowed, and those of them that
   * only the primary may answer; `fromStart`: before the warm-up ended too.
   */
  readonly copies: Readonly<CopyReads>;
  readonly copiesFromStart: Readonly<CopyReads>;
  /** From the first attempt to the answer, of requests that were served. */
  readonly latency: LatencyHistogram;
}

export interface CopyReads {
  read: number;
  stale: number;
  forbidden: number;
}

const ENDS: readonly RequestEnd[] = ["served", "failed", "timed out", "refused"];

/** Somebody who looks at the counts of a service when they first change after an instant, just before they do. */
interface Look {
  readonly from: Micros;
  readonly act: (at: Micros) => void;
}

type Counting = Omit<RequestCounts, "ended" | "copies" | "copiesFromStart"> & {
  readonly ended: { [End in RequestEnd]: number };
  readonly copies: CopyReads;
  readonly copiesFromStart: CopyReads;
};

export class RequestAccount implements RequestListener {
  private readonly byService: readonly Counting[];
  private readonly warmUp: Micros;
  private readonly names: readonly string[];
  private readonly classes: readonly (readonly RequestClassSpec[])[];
  /** By service, the earliest first. */
  private readonly looks: readonly Look[][];

  constructor(
    { spec, warmUp }: ObservationContext,
    private readonly objectives: ObjectiveAccount,
    private readonly ios: IoAccount,
  ) {
    this.warmUp = warmUp;
    this.classes = spec.services.map(({ load }) => load?.classes ?? []);
    this.looks = spec.services.map(() => []);
    this.names = spec.services.map(({ name }) => name);
    this.byService = spec.services.map(() => ({
      asked: 0,
      retried: 0,
      ended: { served: 0, failed: 0, "timed out": 0, refused: 0 },
      settled: 0,
      copies: { read: 0, stale: 0, forbidden: 0 },
      copiesFromStart: { read: 0, stale: 0, forbidden: 0 },
      latency: new LatencyHistogram(),
    }));
  }

  ioEnded(end: IoEnd): void {
    this.ios.ended(end);
  }

  passed(at: Micros, uses: readonly NarrowUse[]): void {
    this.ios.passed(at, uses);
  }

  /** Looks at the counts of a service as they are at an instant, once that has passed and before anything more is counted. */
  at(service: string, from: Micros, act: (at: Micros) => void): void {
    const looks = this.looks[this.names.indexOf(service)]!;
    const later = looks.findIndex((each) => each.from > from);
    looks.splice(later < 0 ? looks.length : later, 0, { from, act });
  }

  private lookAt(service: number, at: Micros): void {
    const looks = this.looks[service]!;
    while (looks[0] !== undefined && looks[0].from <= at) looks.shift()!.act(at);
  }

  issued(service: number, _requestClass: number, at: Micros, isRetry: boolean): void {
    const counts = this.byService[service];
    if (counts === undefined || at < this.warmUp) return;
    this.lookAt(service, at);
    if (isRetry) counts.retried += 1;
    else counts.asked += 1;
  }

  ended(service: number, _requestClass: number, end: RequestEnd, at: Micros, latency: Micros, final: boolean): void {
    const counts = this.byService[service];
    if (counts === undefined || at < this.warmUp) return;
    this.lookAt(service, at);
    counts.ended[end] += 1;
    if (final) {
      counts.settled += 1;
      this.objectives.ended(service, at, latency, end === "served");
    }
    if (end === "served") counts.latency.record(latency);
  }

  /** A copy that lags answers what only the primary may answer: nobody was told that this could happen. */
  readFromCopy(service: number, requestClass: number, at: Micros, lag: Micros): void {
    const counts = this.byService[service];
    const read = this.classes[service]?.[requestClass];
    if (counts === undefined || read === undefined) return;
    const stale = lag > (read.fresh ?? 0);
    for (const copies of at < this.warmUp ? [counts.copiesFromStart] : [counts.copiesFromStart, counts.copies]) {
      copies.read += 1;
      if (stale) copies.stale += 1;
      if (stale && !read.shareable) copies.forbidden += 1;
    }
  }

  /** Of a flow that began before the warm-up was over the part after it counts, in whole requests. */
  flowed(flow: RequestFlow): void {
    const { service, from, to, latencies } = flow;
    const counts = this.byService[service];
    if (counts === undefined || to <= this.warmUp) return;
    this.lookAt(service, from);
    this.objectives.flowed(flow);
    const start = Math.max(from, this.warmUp);
    const share = from >= this.warmUp ? 1 : (to - this.warmUp) / (to - from);
    const counted = (count: number): number => Math.floor(count * share);
    // Whoever looks in the middle of it finds what had come until then.
    const amid = this.looks[service]!.map((look) => look.from).filter((at) => at >= start && at < to);
    let done = start;
    for (const until of [...amid, to]) {
      addPart(counts, flow, (count) => partOf(counted(count), start, done, until, to));
      done = until;
      if (until < to) this.lookAt(service, until);
    }
    for (let i = 0; i < latencies.times.length; i++) {
      const each = counted(latencies.counts[i]!);
      if (each > 0) counts.latency.record(latencies.times[i]!, each);
    }
  }

  of(service: string): RequestCounts {
    const found = this.byService[this.names.indexOf(service)];
    if (found === undefined) throw new Error(`no service is named ${service}`);
    return found;
  }
}

/** What of a count that comes evenly between two instants comes between two others, in whole requests that add up to it. */
function partOf(count: number, start: Micros, from: Micros, until: Micros, to: Micros): number {
  const upTo = (at: Micros): number => Math.floor((count * (at - start)) / (to - start));
  return upTo(until) - upTo(from);
}

function addPart(
  counts: Counting,
  { asked, retried, settled, ended }: RequestFlow,
  part: (count: number) => number,
): void {
  counts.asked += part(asked);
  counts.retried += part(retried);
  counts.settled += part(settled);
  for (const end of ENDS) counts.ended[end] += part(ended[end]);
}
