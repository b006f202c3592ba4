/** The users of one service: they ask at a rate, wait so long and no longer, and try again so many times. */
import { drawMicros, type Kernel, type Stream } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { Ground } from "../ground.js";
import type { Host } from "../host.js";
import type { RequestEnd, RequestListener } from "../request-listener.js";
import type { LoadSpec } from "../spec.js";
import type { Service } from "../service.js";
import type { Volume } from "../storage/volume.js";
import type { WriteLog } from "../storage/write-log.js";
import { ArrivalProcess } from "./arrival-process.js";
import { ClassMix } from "./class-mix.js";
import { CopyReads } from "./copy-reads.js";
import { DeadlineQueue } from "./deadline-queue.js";
import { CLIENT, type RequestPool, WAITING, WIRE } from "./request-pool.js";
import { lateness } from "./retransmission.js";
import { Sessions } from "./sessions.js";
import { storageNeeds } from "./storage-need.js";
import { TraceArrivals } from "./trace-arrivals.js";

/** Of a user who is at no host yet. */
const NOWHERE = -1;

export interface ClientWorld extends Ground {
  readonly requests: RequestPool;
  readonly traffic: { readonly arrive: (slot: number) => void };
  readonly requestListener: RequestListener | null;
  hostAt(index: number): Host;
  volume(name: string): Volume;
}

export class Client {
  readonly arrivals: ArrivalProcess | TraceArrivals;
  // Counted here independently of the hosts: see the invariants answered-once and request-conservation.
  issued = 0;
  /** Issued and not ended, counted for itself. */
  open = 0;
  readonly ended: { [end in RequestEnd]: number } = { served: 0, failed: 0, "timed out": 0, refused: 0 };
  private issuedSum = 0;
  private endedSum = 0;
  readonly copyReads: CopyReads;
  private readonly mix: ClassMix;
  private readonly work: Stream;
  private readonly losses: Stream;
  private readonly jitter: Stream;
  private readonly pauses: Stream;
  private readonly deadlines: DeadlineQueue;
  private readonly sessions: Sessions | null;
  private readonly logs: readonly (WriteLog | null)[];
  // Of the load.
  private readonly retries: number;
  private readonly timeout: Micros;
  /** Of each class how much it reads or writes at a time. */
  private readonly sizes: readonly number[];
  /** Of each class the index of its kind. */
  private readonly kinds: readonly number[];
  // Of the world; at hand, for each request asks for them many times.
  private readonly kernel: Kernel;
  private readonly requests: RequestPool;

  constructor(
    private readonly world: ClientWorld,
    readonly service: Service,
    readonly load: LoadSpec,
  ) {
    const { name } = service.spec;
    this.kernel = world.kernel;
    this.requests = world.requests;
    this.mix = new ClassMix(load.classes, world.streams.stream(`load/${name}/mix`));
    this.work = world.streams.stream(`load/${name}/work`);
    this.losses = world.streams.stream(`load/${name}/loss`);
    this.jitter = world.streams.stream(`load/${name}/jitter`);
    this.pauses = world.streams.stream(`load/${name}/pause`);
    this.arrivals =
      load.trace === undefined
        ? new ArrivalProcess(
            world.kernel,
            load.rate,
            world.streams.stream(`load/${name}/arrival`),
            this.come,
            load.gaps,
          )
        : new TraceArrivals(world.kernel, load.trace, (requestClass) => this.comeFor(requestClass));
    this.sessions = load.session === undefined ? null : new Sessions(world.streams, name, load.session);
    this.deadlines = new DeadlineQueue(world.kernel, world.requests, load.timeout, (slot) =>
      this.end(slot, "timed out", 0),
    );
    this.logs = load.classes.map((each) => (each.writes === undefined ? null : world.volume(each.writes).log));
    this.retries = load.retry.times;
    this.timeout = load.timeout;
    this.sizes = load.classes.map(({ size }) => size);
    this.copyReads = new CopyReads(world, service, load);
    this.kinds = storageNeeds(name, load).map((need, requestClass) =>
      this.requests.addKind({ asker: this, service: service.index, requestClass, need }),
    );
  }

  /** Sums of the numbers of requests, those of the open ones added up from the requests themselves. */
  get fingerprint(): { readonly issued: number; readonly ended: number; readonly open: number } {
    const open = this.requests.sumHeld(this.service.index, CLIENT);
    return { issued: this.issuedSum >>> 0, ended: this.endedSum >>> 0, open };
  }

  private classOf(slot: number): number {
    return this.requests.kindOf(slot).requestClass;
  }

  /** Users begin to come, or to think; call once. */
  start(): void {
    this.arrivals.start();
    const { sessions } = this;
    if (sessions === null) return;
    for (let user = 0; user < sessions.users; user++) {
      const slot = this.requests.allocate();
      this.requests.home[slot] = NOWHERE;
      this.requests.user[slot] = this.work.uniform();
      this.waitToAsk(slot, sessions.think());
    }
  }

  private readonly come = (): void => this.comeFor(this.mix.pick());

  /** A user comes. */
  private comeFor(requestClass: number): void {
    const { requests } = this;
    const slot = requests.allocate();
    requests.work[slot] = requests.user[slot] = this.work.uniform();
    if (this.sessions !== null) requests.home[slot] = NOWHERE;
    this.ask(slot, requestClass);
  }

  /** A user asks for something for the first time; how much work it is, is drawn. */
  private ask(slot: number, requestClass: number): void {
    const { requests } = this;
    requests.kind[slot] = this.kinds[requestClass]!;
    requests.retries[slot] = this.retries;
    requests.askedAt[slot] = this.kernel.now;
    this.send(slot, requestClass, false);
  }

  private send(slot: number, requestClass: number, isRetry: boolean): void {
    const { requests } = this;
    const number = requests.nextNumber();
    requests.number[slot] = number;
    requests.sentAt[slot] = this.kernel.now;
    requests.holders[slot] = CLIENT;
    this.issued += 1;
    this.open += 1;
    // Signed as long as nobody looks: those are small integers to V8, which need no room of their own.
    this.issuedSum = (this.issuedSum + number) | 0;
    this.world.requestListener?.issued(this.service.index, requestClass, this.kernel.now, isRetry);
    const host = this.hostFor(slot, requestClass);
    if (host === null) this.end(slot, "failed", 0);
    else this.sendTo(slot, host);
  }

  private sendTo(slot: number, host: Host): void {
    const { requests } = this;
    requests.host[slot] = host.index;
    this.deadlines.add(slot);
    const late = this.latenessTo(host);
    if (late === Infinity) return;
    requests.holders[slot] = CLIENT | WIRE;
    this.kernel.after(this.service.latency + late, this.world.traffic.arrive, slot);
  }

  /** Users in a session stay with the host that they are at, as far as the director lets them. */
  private hostFor(slot: number, requestClass: number): Host | null {
    const { sessions, requests, service } = this;
    if (sessions === null) return service.route(requestClass, requests.user[slot]!);
    const home = requests.home[slot]!;
    if (home !== NOWHERE) {
      const host = this.world.hostAt(home);
      if (service.keeps(requestClass, host)) return host;
    }
    const host = service.route(requestClass, requests.user[slot]!);
    // What only the primary may answer moves nobody.
    if (host !== null && this.load.classes[requestClass]!.shareable) requests.home[slot] = host.index;
    return host;
  }

  /** How much later than the latency says a request arrives at a host, or its answer here; `Infinity`: never. */
  private latenessTo(host: Host): Micros {
    return this.service.isSteady ? 0 : this.drawLateness(host);
  }

  private drawLateness(host: Host): Micros {
    const loss = this.service.lossTo(host);
    const late = loss === 0 ? 0 : lateness(loss, this.losses);
    return late + this.service.jitterTo(host, this.jitter);
  }

  /** Has reached the host that it was sent to; nobody takes it in when that does not work any more. */
  arrive(slot: number, host: Host): void {
    const { requests } = this;
    if (host.takesIn && host.network.up && this.waitsFor(slot)) host.server.receive(slot);
    requests.release(slot, WIRE);
  }

  /** The host has done it and answers; a write counts as acknowledged when the answer comes in time. */
  answered(slot: number, host: Host): void {
    const delay = this.delayOf(slot, host);
    if (delay === null) return;
    const requestClass = this.classOf(slot);
    const log = this.logs[requestClass]!;
    if (log !== null) {
      log.acknowledge(host.name, this.sizes[requestClass]!, this.kernel.now);
      host.flusher.arm();
    } else if (host !== this.service.primary) this.copyReads.answered(requestClass, host);
    this.end(slot, "served", delay);
  }

  /** The host has not done it, and says so. */
  refused(slot: number, host: Host): void {
    const delay = this.delayOf(slot, host);
    if (delay !== null) this.end(slot, "refused", delay);
  }

  /** In what time the user hears what a host answers now; `null` when that is too late, or never. */
  private delayOf(slot: number, host: Host): Micros | null {
    if (!this.waitsFor(slot) || !host.network.up) return null;
    const { requests, kernel } = this;
    const delay = this.service.latency + this.latenessTo(host);
    return kernel.now + delay <= requests.sentAt[slot]! + this.timeout ? delay : null;
  }

  private waitsFor(slot: number): boolean {
    return (this.requests.holders[slot]! & CLIENT) !== 0;
  }

  /** @param delay until the user knows it; the attempt counts as ended now */
  private end(slot: number, end: RequestEnd, delay: Micros): void {
    const { requests, sessions } = this;
    if (end === "served") this.ended.served += 1;
    else this.ended[end] += 1;
    this.open -= 1;
    this.endedSum = (this.endedSum + requests.number[slot]!) | 0;
    const again = end !== "served" && requests.retries[slot]! > 0;
    if (this.world.requestListener !== null) this.tell(this.world.requestListener, slot, end, delay, !again);
    // Only of what was sent: an attempt that found nobody was told when it was sent.
    if (this.service.isWatched && end !== "failed") this.tellDirector(slot, end);
    if (again) this.tryAgain(slot, delay + this.pause());
    else if (sessions !== null && (end === "served" || sessions.users > 0)) this.thinkAfter(slot, delay, sessions);
    requests.release(slot, CLIENT);
  }

  private tell(listener: RequestListener, slot: number, end: RequestEnd, delay: Micros, final: boolean): void {
    const { now } = this.kernel;
    const latency: Micros = now + delay - this.requests.askedAt[slot]!;
    listener.ended(this.service.index, this.classOf(slot), end, now, latency, final);
  }

  private tellDirector(slot: number, end: RequestEnd): void {
    this.service.ended(this.classOf(slot), this.world.hostAt(this.requests.host[slot]!), end);
  }

  /** Before a request is sent again. */
  private pause(): Micros {
    const { backoff, varies } = this.load.retry;
    return varies === undefined ? backoff : drawMicros(varies, this.pauses);
  }

  /** The retry gets a slot of its own: the host may still be busy with the attempt before. */
  private tryAgain(slot: number, after: Micros): void {
    const { requests, kernel } = this;
    const retry = requests.allocate();
    requests.holders[retry] = WAITING;
    requests.kind[retry] = requests.kind[slot]!;
    requests.retries[retry] = requests.retries[slot]! - 1;
    requests.work[retry] = requests.work[slot]!;
    requests.user[retry] = requests.user[slot]!;
    requests.home[retry] = requests.home[slot]!;
    requests.askedAt[retry] = requests.askedAt[slot]!;
    kernel.after(after, this.sendAgain, retry);
  }

  /** A user who was served goes on with the session, or leaves; one who was not leaves, unless users are always there. */
  private thinkAfter(slot: number, delay: Micros, sessions: Sessions): void {
    if (!sessions.goesOn()) return;
    const { requests } = this;
    const next = requests.allocate();
    requests.user[next] = requests.user[slot]!;
    requests.home[next] = requests.home[slot]!;
    this.waitToAsk(next, delay + sessions.think());
  }

  private waitToAsk(slot: number, after: Micros): void {
    this.requests.holders[slot] = WAITING;
    this.kernel.after(after, this.askNext, slot);
  }

  private readonly askNext = (slot: number): void => {
    const requestClass = this.mix.pick();
    this.requests.work[slot] = this.work.uniform();
    this.ask(slot, requestClass);
  };

  private readonly sendAgain = (slot: number): void => this.send(slot, this.classOf(slot), true);
}
