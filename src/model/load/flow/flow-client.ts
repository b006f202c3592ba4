/** The users of one service as a flow: so many attempts a second, of which so many are answered; counted in whole requests. */
import { type Micros, SECOND } from "../../../units/index.js";
import type { Ground } from "../../ground.js";
import type { Host } from "../../host.js";
import type { RequestEnd, RequestListener } from "../../request-listener.js";
import type { Service } from "../../service.js";
import type { LoadSpec } from "../../spec.js";
import type { Volume } from "../../storage/volume.js";
import type { WriteLog } from "../../storage/write-log.js";
import { Carry } from "./carry.js";
import type { FlowFailures } from "./ejections.js";
import { latenessPoints } from "../retransmission.js";
import { type StorageNeed, storageNeeds } from "../storage-need.js";
import { type LatencyCounts, NO_LATENCIES, together } from "./latency-counts.js";
import { type LatencyPoints, sumOf, within } from "./latency-points.js";

/** What is told of a class when it is told: see `RequestFlow`. */
interface Tally {
  asked: number;
  retried: number;
  ended: { [End in RequestEnd]: number };
  settled: number;
  /** Those served, by how many attempts went before and by how their times are distributed. */
  readonly served: readonly Map<LatencyPoints, number>[];
}

/** Attempts of one class: their rate per microsecond, and the share of all attempts that fail. */
interface ClassFlow {
  rate: number;
  failing: number;
  /** Sent to where nobody is, per microsecond, by how many attempts went before. */
  readonly lost: number[];
  readonly carries: readonly Carry[];
}

/** Those who were answered at a host since an instant, and how long they took there. */
interface Answered {
  readonly host: Host;
  readonly points: LatencyPoints;
  readonly from: Micros;
}

/** What a host does with attempts that come at a rate. */
interface Server {
  offer(client: FlowClient, requestClass: number, level: number, rate: number): void;
  /** The shares of a client's attempts that are turned away, and that will not be answered in time. */
  failures(client: FlowClient): FlowFailures;
}

/** Fractions of its multiples fill an interval evenly, however many there are. */
const GOLDEN = 0.6180339887498949;

export interface FlowWorld extends Ground {
  readonly requestListener: RequestListener | null;
  volume(name: string): Volume;
}

export class FlowClient {
  issued = 0;
  open = 0;
  readonly ended: { [End in RequestEnd]: number } = { served: 0, failed: 0, "timed out": 0, refused: 0 };
  /** Requests of a flow have no numbers of their own: each counts one. */
  readonly fingerprint = { issued: 0, ended: 0, open: 0 };
  /** How long a host may take with an attempt that is answered in time. */
  readonly patience: Micros;
  /** What each class needs of storage. */
  readonly needs: readonly StorageNeed[];
  /** The rate changes by itself at this instant. */
  until: Micros = Infinity;
  private factor = 1;
  private readonly classes: readonly ClassFlow[];
  private readonly logs: readonly (WriteLog | null)[];
  private tallies: Tally[];
  private since: Micros = 0;
  private toldAt: Micros = 0;
  private phase = 0;
  /** Times as they are seen at this loss. */
  private delayed = new WeakMap<LatencyPoints, LatencyPoints>();
  private lossSeen = 0;

  constructor(
    private readonly world: FlowWorld,
    readonly service: Service,
    readonly load: LoadSpec,
    private readonly changed: () => void,
  ) {
    this.needs = storageNeeds(service.name, load);
    this.patience = load.timeout - 2 * service.latency;
    const levels = load.retry.times + 1;
    this.classes = load.classes.map(() => ({
      rate: 0,
      failing: 0,
      lost: Array.from({ length: levels }, () => 0),
      carries: Array.from({ length: levels }, () => new Carry()),
    }));
    this.logs = load.classes.map((each) => (each.writes === undefined ? null : world.volume(each.writes).log));
    this.tallies = newTallies(load);
  }

  readonly arrivals = {
    /** A spike multiplies the rate. */
    setFactor: (factor: number): void => {
      this.factor = factor;
      this.changed();
    },
  };

  // ---- planning

  /** Its director leaves out those who failed too often up to now. */
  review(): void {
    for (const index of this.classes.keys()) this.service.watchedRoute(index)?.review();
  }

  /** Its director sees what becomes of its attempts from now on, which it may not leave so for long. */
  watch(serverOf: (host: Host) => Server): void {
    for (const [index, { rate, failing }] of this.classes.entries()) {
      const route = this.service.watchedRoute(index);
      if (route === null) continue;
      let all = 0;
      for (let level = 0, attempts = rate; level <= this.load.retry.times; level++, attempts *= failing)
        all += attempts;
      route.watchFlow(all, (host) => serverOf(host).failures(this));
      this.until = Math.min(this.until, route.until);
    }
  }

  /** Asks for the rate from now on, and supposes that no attempt will fail. */
  begin(): void {
    const { rate, until } = this.load.rate.stretch(this.world.kernel.now);
    this.until = until;
    const requests = rate * this.factor * (this.load.session?.requests ?? 1);
    for (const [index, each] of this.classes.entries()) {
      each.rate = (requests * this.load.classes[index]!.share) / SECOND;
      each.failing = 0;
    }
  }

  /** Sends its attempts to the hosts; whoever fails tries again, as if at once. */
  offer(serverOf: (host: Host) => Server): void {
    for (const [index, each] of this.classes.entries()) {
      const shares = this.service.shares(index);
      let rate = each.rate;
      for (let level = 0; level <= this.load.retry.times; level++) {
        each.lost[level] = 0;
        for (const { host, share } of shares) {
          if (host === null) each.lost[level]! += rate * share;
          else serverOf(host).offer(this, index, level, rate * share);
        }
        rate *= each.failing;
      }
    }
  }

  /** Looks how many would fail; by how much it was wrong about that. */
  learn(serverOf: (host: Host) => Server): number {
    let error = 0;
    for (const [index, each] of this.classes.entries()) {
      let failing = 0;
      for (const { host, share } of this.service.shares(index)) {
        failing += share * (host === null ? 1 : sumOfFailures(serverOf(host).failures(this)));
      }
      error = Math.max(error, Math.abs(failing - each.failing));
      each.failing = failing;
    }
    return error;
  }

  /** What users see of the times that a host takes: what is lost on the way is sent again. */
  seen(points: LatencyPoints, host: Host): LatencyPoints {
    const loss = this.service.lossTo(host);
    if (loss === 0) return points;
    if (loss !== this.lossSeen) this.delayed = new WeakMap();
    this.lossSeen = loss;
    let delayed = this.delayed.get(points);
    if (delayed === undefined) {
      const oneWay = latenessPoints(loss);
      delayed = sumOf(points, within(this.load.timeout, sumOf(oneWay, oneWay)));
      this.delayed.set(points, delayed);
    }
    return delayed;
  }

  // ---- counting

  /** Counts the attempts that found nobody. */
  settle(): void {
    const { now } = this.world.kernel;
    const elapsed = now - this.since;
    this.since = now;
    for (const [index, { lost, carries }] of this.classes.entries()) {
      for (const [level, rate] of lost.entries()) {
        if (rate === 0) continue;
        const count = carries[level]!.take(rate * elapsed);
        this.issue(index, level, count);
        this.end(index, level, "failed", count);
      }
    }
  }

  issue(requestClass: number, level: number, count: number): void {
    this.issued += count;
    this.open += count;
    this.fingerprint.issued = (this.fingerprint.issued + count) >>> 0;
    this.fingerprint.open = (this.fingerprint.open + count) >>> 0;
    const tally = this.tallies[requestClass]!;
    if (level === 0) tally.asked += count;
    else tally.retried += count;
  }

  end(requestClass: number, level: number, end: RequestEnd, count: number): void {
    this.ended[end] += count;
    this.open -= count;
    this.fingerprint.ended = (this.fingerprint.ended + count) >>> 0;
    this.fingerprint.open = (this.fingerprint.open - count) >>> 0;
    const tally = this.tallies[requestClass]!;
    tally.ended[end] += count;
    if (end === "served" || level === this.load.retry.times) tally.settled += count;
  }

  serve(requestClass: number, level: number, count: number, { host, points, from }: Answered): void {
    if (count === 0) return;
    this.end(requestClass, level, "served", count);
    const served = this.tallies[requestClass]!.served[level]!;
    served.set(points, (served.get(points) ?? 0) + count);
    const log = this.logs[requestClass]!;
    const { size: bytes } = this.load.classes[requestClass]!;
    if (log !== null) host.flusher.catchUp(log, { count, bytes, from, to: this.world.kernel.now });
  }

  /** Whole requests, spread over the points in proportion; what is rounded falls now here and now there. */
  private latenciesOf(count: number, { times, weights }: LatencyPoints, level: number): LatencyCounts {
    const last = weights.length - 1;
    const earlier = level * this.load.retry.backoff + 2 * this.service.latency;
    this.phase = (this.phase + GOLDEN) % 1;
    const found: { readonly times: Micros[]; readonly counts: number[] } = { times: [], counts: [] };
    let upTo = 0;
    let told = 0;
    for (let i = 0; i <= last; i++) {
      upTo += weights[i]!;
      const until = i === last ? count : Math.min(count, Math.floor(count * upTo + this.phase));
      if (until === told) continue;
      const latency = Math.round(Math.min(times[i]!, this.patience)) + earlier;
      const before = found.times.length - 1;
      if (found.times[before] === latency) found.counts[before]! += until - told;
      else {
        found.times.push(latency);
        found.counts.push(until - told);
      }
      told = until;
    }
    return found;
  }

  /** Tells who listens what has been counted since it was last told. */
  tell(): void {
    const { now } = this.world.kernel;
    const from = this.toldAt;
    if (now === from) return;
    this.toldAt = now;
    const { index: service } = this.service;
    for (const [requestClass, { served, ...counts }] of this.tallies.entries()) {
      let latencies = NO_LATENCIES;
      for (const [level, byPoints] of served.entries()) {
        for (const [points, count] of byPoints) latencies = together(latencies, this.latenciesOf(count, points, level));
      }
      this.world.requestListener?.flowed({ service, requestClass, from, to: now, ...counts, latencies });
    }
    this.tallies = newTallies(this.load);
  }
}

function sumOfFailures({ failed, refused, "timed out": late }: FlowFailures): number {
  return failed + refused + late;
}

function newTallies({ classes, retry }: LoadSpec): Tally[] {
  return classes.map(() => ({
    asked: 0,
    retried: 0,
    ended: { served: 0, failed: 0, "timed out": 0, refused: 0 },
    settled: 0,
    served: Array.from({ length: retry.times + 1 }, () => new Map<LatencyPoints, number>()),
  }));
}
