/** Requests of every service after the warm-up: how many, how they ended, and how long the served ones took. */
import type { RequestEnd, RequestListener } from "../../model/index.js";
import { LatencyHistogram } from "../../stats/index.js";
import type { Micros } from "../../units/index.js";
import type { ObservationContext } from "./context.js";

/** Attempts unless said otherwise: a retry is a new attempt. */
export interface RequestCounts {
  /** First attempts: what users asked for. */
  asked: number;
  retried: number;
  readonly ended: { readonly [End in RequestEnd]: number };
  /** Requests that ended for good, served or not: those after which no retry follows. */
  settled: number;
  /** From the first attempt to the answer, of requests that were served. */
  readonly latency: LatencyHistogram;
}

type Counting = RequestCounts & { readonly ended: { [End in RequestEnd]: number } };

export class RequestAccount implements RequestListener {
  private readonly byService: readonly Counting[];
  private readonly warmUp: Micros;
  private readonly names: readonly string[];

  constructor({ spec, warmUp }: ObservationContext) {
    this.warmUp = warmUp;
    this.names = spec.services.map(({ name }) => name);
    this.byService = spec.services.map(() => ({
      asked: 0,
      retried: 0,
      ended: { served: 0, failed: 0, "timed out": 0, refused: 0 },
      settled: 0,
      latency: new LatencyHistogram(),
    }));
  }

  issued(service: number, _requestClass: number, at: Micros, isRetry: boolean): void {
    const counts = this.byService[service];
    if (counts === undefined || at < this.warmUp) return;
    if (isRetry) counts.retried += 1;
    else counts.asked += 1;
  }

  ended(service: number, _requestClass: number, end: RequestEnd, at: Micros, latency: Micros, final: boolean): void {
    const counts = this.byService[service];
    if (counts === undefined || at < this.warmUp) return;
    counts.ended[end] += 1;
    if (final) counts.settled += 1;
    if (end === "served") counts.latency.record(latency);
  }

  of(service: string): RequestCounts {
    const found = this.byService[this.names.indexOf(service)];
    if (found === undefined) throw new Error(`no service is named ${service}`);
    return found;
  }
}
