/** What a host does with requests: so many at a time, the rest in a bounded queue, first come first served. */
import { type Micros, SECOND } from "../../units/index.js";
import type { Host } from "../host.js";
import type { World } from "../world.js";
import { HOST } from "./request-pool.js";

const NONE = -1;

export class RequestServer {
  // Counted here independently of the clients: see the invariant request-conservation.
  received = 0;
  completed = 0;
  turnedAway = 0;
  dropped = 0;
  queued = 0;
  inService = 0;
  /** Bytes read and written since the run began, for the measure of production's demand. */
  bytes = 0;
  private head = NONE;
  private tail = NONE;
  private serving = NONE;
  /** Requests whose service ended while the host was hung. */
  private parked: number[] = [];
  private ioVersion = -1;
  private ioLatency: Micros = 0;
  private ioMicrosPerByte = 0;

  constructor(
    private readonly world: World,
    private readonly host: Host,
  ) {}

  /** Queue and requests in service. */
  get load(): number {
    return this.queued + this.inService;
  }

  /** A request has arrived. */
  receive(slot: number): void {
    const { requests } = this.world;
    this.received += 1;
    requests.holders[slot] = requests.holders[slot]! | HOST;
    if (this.inService < this.host.spec.serves.concurrency) this.begin(slot);
    else if (this.queued >= this.host.spec.serves.queue) {
      this.turnedAway += 1;
      this.world.client(slot).refused(slot);
      requests.release(slot, HOST);
    } else {
      requests.next[slot] = NONE;
      if (this.tail === NONE) this.head = slot;
      else requests.next[this.tail] = slot;
      this.tail = slot;
      this.queued += 1;
    }
  }

  private begin(slot: number): void {
    const { requests, kernel } = this.world;
    requests.previous[slot] = NONE;
    requests.next[slot] = this.serving;
    if (this.serving !== NONE) requests.previous[this.serving] = slot;
    this.serving = slot;
    this.inService += 1;
    const size = this.world.client(slot).classOf(slot).size;
    const { time } = this.host.spec.serves;
    const busy = time.quantile(requests.work[slot]!) * this.host.slowness + this.storageTime(size);
    requests.completion[slot] = kernel.after(Math.max(0, Math.round(busy)), this.world.endService, slot);
  }

  /** How long the storage takes for one request of that many bytes, beside whatever else the adapters do. */
  private storageTime(size: number): number {
    if (this.ioVersion !== this.world.ioVersion) this.refreshStorageCost();
    this.bytes += size;
    return size === 0 ? 0 : this.ioLatency + size * this.ioMicrosPerByte;
  }

  private refreshStorageCost(): void {
    this.ioVersion = this.world.ioVersion;
    const device = this.host.mounted[this.host.mounted.length - 1];
    const cost = device === undefined ? null : this.world.storageCost(this.host, device);
    this.ioLatency = cost?.latency ?? 0;
    this.ioMicrosPerByte = cost === null ? 0 : SECOND / cost.bandwidth;
  }

  /** A request's service time is over. */
  complete(slot: number): void {
    if (this.host.health === "hung") {
      this.parked.push(slot);
      return;
    }
    this.leave(slot);
    this.completed += 1;
    this.world.client(slot).answered(slot, this.host);
    this.world.requests.release(slot, HOST);
    if (this.head !== NONE) this.begin(this.takeFirst());
  }

  private takeFirst(): number {
    const slot = this.head;
    this.head = this.world.requests.next[slot]!;
    if (this.head === NONE) this.tail = NONE;
    this.queued -= 1;
    return slot;
  }

  private leave(slot: number): void {
    const { next, previous } = this.world.requests;
    const after = next[slot]!;
    const before = previous[slot]!;
    if (before === NONE) this.serving = after;
    else next[before] = after;
    if (after !== NONE) previous[after] = before;
    this.inService -= 1;
  }

  /** The host woke up: what was finished while it hung is answered now. */
  resume(): void {
    const parked = this.parked;
    this.parked = [];
    for (const slot of parked) this.complete(slot);
  }

  /** The host died: nobody is told. */
  drop(): void {
    this.empty((slot) => {
      this.dropped += 1;
      this.world.requests.release(slot, HOST);
    });
  }

  /** The host shuts down in order: everybody is told. */
  turnAllAway(): void {
    this.empty((slot) => {
      this.turnedAway += 1;
      this.world.client(slot).refused(slot);
      this.world.requests.release(slot, HOST);
    });
  }

  private empty(each: (slot: number) => void): void {
    this.parked = [];
    while (this.serving !== NONE) {
      const slot = this.serving;
      this.world.kernel.cancel(this.world.requests.completion[slot]!);
      this.leave(slot);
      each(slot);
    }
    while (this.head !== NONE) each(this.takeFirst());
  }
}
