/** What a host does with requests: so many at a time, the rest in a bounded queue, first come first served; or all at once, at a shared pace. */
import type { Distribution } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { PathMap } from "../multipath/path-map.js";
import type { HostSpec } from "../spec.js";
import { DeviceIos } from "./device-ios.js";
import { InService } from "./in-service.js";
import { type ReadCache, readCacheOf } from "./read-cache.js";
import type { ServingHost } from "./request-kind.js";
import { HOST, NONE } from "./request-pool.js";
import { RequestQueue } from "./request-queue.js";
import type { ServedFlow, ServingWorld } from "./serving.js";
import { SharedPace } from "./shared-pace.js";
import type { Standstill } from "./standstill.js";
import type { StorageNeed } from "./storage-need.js";
import { storageTime, type StorageWay, StorageWays } from "./storage-ways.js";

type Memory = NonNullable<HostSpec["memory"]>;

export class RequestServer extends InService {
  // Counted independently of the clients: see the invariant request-conservation.
  received = 0;
  completed = 0;
  turnedAway = 0;
  dropped = 0;
  /** Those too that wait for an application. */
  queued = 0;
  /** Microseconds that users waited. (Starts as a fraction so that V8 stores it as a double from the beginning.) */
  waited = 0.5;
  /** Bytes that went to disk and came back for want of memory. */
  swapped = 0;
  /** Where load is a flow. */
  flow: ServedFlow | null = null;
  private readonly queue: RequestQueue;
  /** Requests that wait for an application that is quiesced: they are queued, and others go past them. */
  private held: number[] = [];
  private readonly deviceIos = new DeviceIos();
  /** `null` where each is served at full pace. */
  private readonly shared: SharedPace | null;
  /** So many may be in service, and so many wait besides. */
  private readonly atOnce: number;
  private readonly waiting: number;
  /** Each at full pace until it is done, whatever becomes of the host meanwhile. */
  private readonly isPlain: boolean;
  private readonly time: Distribution;
  private readonly memory: Memory | null;
  /** `null` where what was read is not kept. */
  readonly cache: ReadCache | null;
  private readonly ways: StorageWays;
  constructor(
    private readonly world: ServingWorld,
    private readonly host: ServingHost,
  ) {
    super(world.kernel, world.requests, host.spec.serves);
    this.waited = 0;
    this.ways = new StorageWays(world, host);
    this.queue = new RequestQueue(world.requests);
    const { memory, serves } = host.spec;
    const isShared = serves.discipline === "shared";
    this.shared = isShared ? new SharedPace(world.kernel, serves.concurrency, (slot) => this.complete(slot)) : null;
    this.isPlain = this.shared === null && this.standstill === null;
    this.atOnce = isShared ? serves.concurrency + serves.queue : serves.concurrency;
    this.time = serves.time;
    this.memory = memory ?? null;
    this.waiting = isShared ? 0 : serves.queue;
    this.cache = memory === undefined ? null : readCacheOf(memory, world.streams, host.name);
  }

  /** Queue and requests in service. */
  get load(): number {
    return this.queued + this.inService;
  }

  /** Its counters count up to now: those that integrate over time, and a flow, are counted when somebody asks. */
  catchUp(): void {
    if (this.flow === null) this.integrate();
    else this.flow.settle();
  }

  /** Some request of a service is in service; it is looked for, not counted. */
  serves(service: string): boolean {
    return this.some((slot) => this.requests.kindOf(slot).need.service === service);
  }

  /** How many requests of a service it has, waiting or in service; they are counted one by one. Of a flow nothing is open that is not sent any more. */
  openOf(service: string): number {
    const isOfIt = (slot: number): boolean => this.requests.kindOf(slot).need.service === service;
    return this.held.filter(isOfIt).length + this.queue.count(isOfIt) + this.list(isOfIt).length;
  }

  /** A request has arrived. */
  receive(slot: number): void {
    const { requests } = this;
    this.received += 1;
    requests.holders[slot] = requests.holders[slot]! | HOST;
    if (this.standsStill) this.receiveStanding(slot);
    else if (this.inService < this.atOnce) this.begin(slot);
    else if (this.queued >= this.waiting) this.turnAway(slot);
    else this.wait(slot);
  }

  private wait(slot: number): void {
    this.queue.add(slot, this.requests.kindOf(slot).need.priority);
    this.queued += 1;
  }

  /** It hangs, and takes in whoever comes: nobody is begun with, whether a place is free or not. */
  private receiveStanding(slot: number): void {
    const { concurrency, queue } = this.host.spec.serves;
    if (this.queued >= queue || this.load >= concurrency + queue) this.turnAway(slot);
    else this.wait(slot);
  }

  /** Serves a request; one that needs storage which cannot be reached is turned away. */
  private begin(slot: number): void {
    const { requests } = this;
    const { need } = requests.kindOf(slot);
    // A host without devices keeps its data on disks of its own, which cost nothing beside the service time.
    const reached = need.size === 0 ? null : this.ways.of(requests.kind[slot]!, need);
    const way = this.cache !== null && reached !== null && this.isCached(this.cache, reached, need) ? null : reached;
    if (way !== null && way.multipath.policed !== null) return this.beginAt(way.multipath.policed, slot, need);
    const storage = way === null ? 0 : storageTime(way, need.size);
    if (storage === Infinity) return this.host.applications.holds(need.service) ? this.hold(slot) : this.turnAway(slot);
    this.enter(slot);
    const busy = this.timeOf(slot, need) + storage;
    const share = busy > 0 ? storage / busy : 0;
    requests.storage[slot] = share;
    this.withStorage += share;
    this.work(slot, busy);
  }

  /** What the host has in memory already it does not read again; what it could not reach it does not answer from there either. */
  private isCached(cache: ReadCache, { multipath }: StorageWay, { reads, size }: StorageNeed): boolean {
    return reads && multipath.whole.length > 0 && cache.holds(size, this.load + 1);
  }

  /** It reads or writes an exported device first, as the policy of its paths says, and keeps its place at the host meanwhile. */
  private beginAt(paths: PathMap, slot: number, { size }: StorageNeed): void {
    if (!this.deviceIos.begin(paths, slot)) return this.turnAway(slot);
    this.enter(slot);
    this.requests.storage[slot] = 1;
    this.withStorage += 1;
    this.requests.completion[slot] = 0;
    this.deviceIos.submit(slot, size);
  }

  /** What a request has read or written, or could not. */
  ioEnded(slot: number, done: boolean): void {
    const { need } = this.requests.kindOf(slot);
    this.deviceIos.ended(slot);
    this.integrate();
    if (!done) {
      this.leave(slot);
      this.turnAway(slot);
      return this.serveNext();
    }
    this.endStorage(slot);
    this.work(slot, this.timeOf(slot, need));
  }

  /** A request in service takes so long, or longer where others have a share. */
  private work(slot: number, busy: number): void {
    const time = Math.max(0, Math.round(busy));
    if (this.isPlain) return this.goOn(slot, time);
    this.requests.completion[slot] = 0;
    if (this.shared !== null) this.shared.enter(slot, busy);
    else if (this.standstill?.holds(slot, time) !== true) this.goOn(slot, time);
  }

  /** How long the host itself is busy with it, at its pace of now. */
  private timeOf(slot: number, { work }: StorageNeed): number {
    return this.time.quantile(this.requests.work[slot]!) * work * this.host.slowness;
  }

  private hold(slot: number): void {
    if (this.queued >= this.host.spec.serves.queue) return this.turnAway(slot);
    this.held.push(slot);
    this.queued += 1;
  }

  /** An application is quiesced no more: who waited for it comes before those in the queue. */
  releaseHeld(): void {
    const { held } = this;
    if (held.length === 0) return;
    this.held = [];
    for (const slot of held.toReversed()) this.queue.addFirst(slot, this.requests.kindOf(slot).need.priority);
    this.serveNext();
  }

  private serveNext(): void {
    if (this.standsStill) return;
    while (!this.queue.isEmpty && this.inService < this.atOnce) {
      this.queued -= 1;
      this.begin(this.queue.takeFirst());
    }
  }

  private turnAway(slot: number): void {
    this.turnedAway += 1;
    this.requests.kindOf(slot).asker.refused(slot, this.host);
    this.requests.release(slot, HOST);
  }

  /** A request's service time is over. */
  complete(slot: number): void {
    this.integrate();
    if (this.standstill !== null && this.shared === null && !this.isReady(this.standstill, slot)) return;
    if (this.host.hung) {
      this.parked.push(slot);
      return this.endStorage(slot);
    }
    this.leave(slot);
    this.completed += 1;
    if (this.memory !== null) this.swap(this.memory);
    this.waited += this.kernel.now - this.requests.sentAt[slot]!;
    this.requests.kindOf(slot).asker.answered(slot, this.host);
    this.requests.release(slot, HOST);
    this.serveNext();
  }

  /** What a request had in memory came from disk, and pushed as much out, in the proportion in which memory is short. */
  private swap({ size, base, perRequest }: Memory): void {
    const used = base + perRequest * (this.load + 1);
    if (used > size) this.swapped += (2 * perRequest * (used - size)) / used;
  }

  /** Nothing is left to be done that stood still while the host hung. */
  private isReady(standstill: Standstill, slot: number): boolean {
    const left = standstill.atEnd(slot, this.kernel.now);
    if (left === 0) return true;
    if (left === null) this.requests.completion[slot] = 0;
    else this.goOn(slot, left);
    return false;
  }

  private goOn(slot: number, needs: Micros): void {
    this.requests.completion[slot] = this.kernel.after(needs, this.world.traffic.endService, slot);
  }

  /** The host is about to hang. */
  stop(): void {
    if (this.standstill === null) return;
    this.integrate();
    this.standstill.begin(this.kernel.now);
    this.shared?.stop();
  }

  /** The host woke up: what was finished while it hung is answered now, or what stood still goes on. */
  resume(): void {
    this.integrate();
    if (this.standstill !== null) return this.goOnWithAll(this.standstill);
    const { parked } = this;
    this.parked = [];
    for (const slot of parked) this.complete(slot);
  }

  private goOnWithAll(standstill: Standstill): void {
    const inService = this.shared === null ? this.list((slot) => !this.deviceIos.has(slot)) : [];
    for (const [slot, needs] of standstill.end(this.kernel.now, inService)) this.goOn(slot, needs);
    this.shared?.goOn();
    this.serveNext();
  }

  /** The host died: nobody is told. */
  drop(): void {
    this.flow?.drop();
    this.cache?.forget();
    this.empty((slot) => {
      this.dropped += 1;
      this.requests.release(slot, HOST);
    });
  }

  /** The host shuts down in order: everybody is told. */
  turnAllAway(): void {
    this.flow?.turnAllAway();
    this.cache?.forget();
    this.empty((slot) => this.turnAway(slot));
  }

  private empty(each: (slot: number) => void): void {
    this.integrate();
    this.parked = [];
    this.standstill?.forget();
    this.shared?.empty();
    while (this.serving !== NONE) {
      const slot = this.serving;
      this.kernel.cancel(this.requests.completion[slot]!);
      this.deviceIos.withdraw(slot);
      this.leave(slot);
      each(slot);
    }
    while (!this.queue.isEmpty) {
      this.queued -= 1;
      each(this.queue.takeFirst());
    }
    const { held } = this;
    this.held = [];
    this.queued -= held.length;
    for (const slot of held) each(slot);
  }
}
