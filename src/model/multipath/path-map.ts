/**
 * How a host does its I/Os to an exported device, as the machine of its paths has programmed it: over one of the paths in use;
 * what fails on one is tried at once on another; while there is none they wait, or fail.
 */
import { type PathTable, pathSelector, type SelectPath } from "../../control/index.js";
import type { Handle, Stream } from "../../sim/index.js";
import { type Micros, SECOND } from "../../units/index.js";
import type { StorageCost } from "../fabric/multipath.js";
import type { Path } from "../fabric/path.js";
import type { Ground } from "../ground.js";
import type { IoAudit, RequestListener } from "../record.js";
import type { Device } from "../storage/volume.js";
import type { ExportedDevice } from "./exported-device.js";
import { Lane } from "./lane.js";
import { type IoCounts, noIos, PendingIo } from "./pending-io.js";

type PathLane = Lane<PendingIo>;

/** An I/O that fails so often at one instant waits for its time-out: nobody gives its path up. */
const MOST_AT_ONCE = 64;

export interface MapWorld extends Ground {
  readonly requestListener: RequestListener | null;
  readonly traffic: { auditSoon(): void };
  refresh(): void;
  beforeStorageChange(): void;
}

/** The host whose I/Os they are. */
export interface MapOwner {
  readonly name: string;
  readonly isUp: boolean;
  readonly hung: boolean;
  readonly reach: { readonly storage: boolean };
  readonly place: { receive(letter: Letter): void };
  readonly storage: { mountedOf(volume: string): Device | undefined };
  readonly server: { ioEnded(slot: number, done: boolean): void };
}

interface Letter {
  readonly from: string;
  readonly over: null;
  readonly heardAt: Micros;
  readonly count: number;
  readonly body: { readonly kind: "io-failed" | "path-passive"; readonly device: string; readonly path: string };
}

export class PathMap {
  readonly lanes: readonly PathLane[];
  private table: PathTable | null = null;
  private active: readonly PathLane[] = [];
  private select: SelectPath = pathSelector("round-robin");
  private turn = { lane: 0, left: 0 };
  private readonly ios = new Map<number, PendingIo>();
  private queue: PendingIo[] = [];
  private counts: IoCounts = noIos();
  private told = "";
  private numbers = 0;
  /** Load that is a flow does its I/Os here. */
  private flows = false;
  private readonly probes = new Map<PathLane, Handle>();
  private readonly losses: Stream;

  /** @param paths by their names, in their order */
  constructor(
    private readonly world: MapWorld,
    readonly host: MapOwner,
    readonly exported: ExportedDevice,
    paths: readonly (readonly [string, Path])[],
  ) {
    this.lanes = paths.map(([name, path]) => new Lane<PendingIo>(name, path));
    this.losses = world.streams.stream(`paths/${host.name}/${this.name}/loss`);
  }

  get name(): string {
    return this.exported.spec.name;
  }

  lane(name: string): PathLane | undefined {
    return this.lanes.find((each) => each.name === name);
  }

  // ---- what is true

  private get device(): Device | undefined {
    const device = this.host.storage.mountedOf(this.exported.spec.volume);
    return device?.host === this.host.name ? device : undefined;
  }

  /** A path carries I/Os: as far as the port, and from there to a disk. */
  carries(lane: PathLane): boolean {
    const { array } = lane.path;
    if (!lane.isWhole || !array.powered || !this.host.reach.storage) return false;
    const { device } = this;
    return device === undefined || device.volume.disksOf(device)[0]?.adapter.up === true;
  }

  private isServed(lane: PathLane): boolean {
    return this.carries(lane) && this.exported.servesAt(lane.path.port.name) && this.device !== undefined;
  }

  /** It carries I/Os to where the device does not serve now. */
  private isPassive(lane: PathLane): boolean {
    return this.carries(lane) && !this.exported.servesAt(lane.path.port.name);
  }

  /** An I/O gets through on some path in use. */
  get serves(): boolean {
    return this.active.some((lane) => this.isServed(lane));
  }

  /** I/Os fail, for no path is left. */
  get refuses(): boolean {
    return this.table !== null && this.active.length === 0 && this.table.otherwise === "fail";
  }

  /** Some I/Os wait: for a path, or on one that carries nothing and has not been given up. */
  get stalls(): boolean {
    return !this.refuses && (this.active.length === 0 || this.active.some((lane) => !this.isServed(lane)));
  }

  /** What the next I/O costs that nobody follows, such as a flush; `null`: it does not get through now. */
  next(): StorageCost | null {
    const costs = this.whole;
    return costs[0] ?? null;
  }

  /** What it costs over each path in use that carries, as often as its weight says. */
  get whole(): readonly StorageCost[] {
    const served = this.active.filter((lane) => this.isServed(lane));
    return served.flatMap((lane) => Array.from({ length: lane.weight }, () => this.costOf(lane)));
  }

  private costOf({ path }: PathLane): StorageCost {
    const { device } = this;
    const [disk] = device === undefined ? [] : device.volume.disksOf(device);
    return { latency: path.latency, bandwidth: Math.min(path.left, disk?.adapter.left ?? 0) };
  }

  // ---- what the machine has programmed

  program(table: PathTable): void {
    this.world.beforeStorageChange();
    this.table = table;
    this.select = pathSelector(table.selector);
    this.active = table.paths.flatMap(({ path, weight }) => {
      const lane = this.lane(path);
      if (lane !== undefined) lane.weight = weight;
      return lane ?? [];
    });
    for (const lane of this.lanes) if (!this.active.includes(lane)) this.giveUp(lane);
    this.look();
    this.drain();
    this.world.refresh();
  }

  /** What is on a path that is used no more, and is not on its way to an answer, is tried elsewhere. */
  private giveUp(lane: PathLane): void {
    this.endProbe(lane);
    for (const io of [...lane.ios]) {
      if (lane.deadSince === null) continue;
      this.takeOff(io);
      io.retries += 1;
      this.queue.push(io);
    }
  }

  private drain(): void {
    if (this.active.length === 0 && !this.refuses) return;
    const { queue } = this;
    this.queue = [];
    for (const io of queue) if (this.ios.has(io.slot)) this.dispatch(io);
  }

  // ---- I/Os

  /** For a request; its server hears once how it ends, later than now. */
  submit(slot: number, size: number): void {
    const io = new PendingIo(slot, this.count(), size, this.world.kernel.now);
    this.ios.set(slot, io);
    this.dispatch(io);
  }

  /** One that fails at once, for no path is left. */
  refuse(): void {
    const number = this.count();
    this.counts.failed += 1;
    this.counts.endedSum = (this.counts.endedSum + number) >>> 0;
    this.tellEnd(null, 0, 0, false);
  }

  private count(): number {
    this.numbers = (this.numbers + 1) >>> 0;
    this.counts.issued += 1;
    this.counts.issuedSum = (this.counts.issuedSum + this.numbers) >>> 0;
    return this.numbers;
  }

  /** Nobody waits for it any more. */
  withdraw(slot: number): void {
    const io = this.ios.get(slot);
    if (io === undefined) return;
    this.takeOff(io);
    this.forget(io);
    this.counts.withdrawn += 1;
  }

  private dispatch(io: PendingIo): void {
    if (this.active.length === 0) {
      if (this.refuses) this.end(io, false);
      else this.queue.push(io);
      return;
    }
    const lane = this.active[this.select(this.active, this.turn, io.size)]!;
    io.lane = lane;
    lane.take(io);
    this.send(io, lane);
  }

  private send(io: PendingIo, lane: PathLane): void {
    const { kernel } = this.world;
    io.sentAt = kernel.now;
    if (this.isPassive(lane)) return this.awaitService(io, lane);
    if (this.carries(lane) && this.device === undefined) {
      // There is no such device for this host any more, and no other path would help.
      io.event = kernel.after(0, () => this.end(io, false));
      return;
    }
    if (!this.isServed(lane)) {
      io.event = kernel.schedule(this.failureOn(lane, io.failedTimes), () => this.fail(io));
      return;
    }
    const loss = lane.path.loss;
    if (loss > 0 && this.losses.uniform() < loss) {
      io.event = kernel.after(this.table!.ioTimeout, () => this.fail(io));
      return;
    }
    const { latency, bandwidth } = this.costOf(lane);
    io.event = kernel.after(Math.round(latency + io.size * (SECOND / bandwidth)), () => this.end(io, true));
  }

  /** When what is sent now over a path that carries nothing has failed. */
  private failureOn(lane: PathLane, failedTimes: number): Micros {
    const { now } = this.world.kernel;
    const { ioTimeout, fastIoFail } = this.table!;
    const timedOut = now + ioTimeout;
    if (fastIoFail === null || lane.deadSince === null || failedTimes >= MOST_AT_ONCE) return timedOut;
    return Math.min(timedOut, Math.max(now, lane.deadSince + fastIoFail));
  }

  /** The device must be told to serve there first. */
  private awaitService(io: PendingIo, lane: PathLane): void {
    this.takeOff(io);
    this.queue.push(io);
    this.tell("path-passive", lane);
  }

  private fail(io: PendingIo): void {
    const { now } = this.world.kernel;
    const lane = io.lane!;
    if (this.host.hung) {
      // Nobody there looks at it before the host wakes up.
      io.event = this.world.kernel.after(this.table!.ioTimeout, () => this.fail(io));
      return;
    }
    this.takeOff(io);
    io.retries += 1;
    io.failedTimes = io.failedAt === now ? io.failedTimes + 1 : 1;
    io.failedAt = now;
    this.tell("io-failed", lane);
    if (this.ios.has(io.slot)) this.dispatch(io);
  }

  private end(io: PendingIo, done: boolean): void {
    const { lane, sentAt, issuedAt, retries } = io;
    const stall = (done ? sentAt : this.world.kernel.now) - issuedAt;
    if (done) lane!.moved += io.size;
    this.takeOff(io);
    this.forget(io);
    if (done) this.counts.done += 1;
    else this.counts.failed += 1;
    this.tellEnd(lane, stall, retries, done);
    this.host.server.ioEnded(io.slot, done);
  }

  private takeOff(io: PendingIo): void {
    this.world.kernel.cancel(io.event);
    io.event = 0;
    io.lane?.drop(io);
    io.lane = null;
  }

  private forget(io: PendingIo): void {
    this.ios.delete(io.slot);
    this.queue = this.queue.length === 0 ? this.queue : this.queue.filter((each) => each !== io);
    this.counts.endedSum = (this.counts.endedSum + io.number) >>> 0;
  }

  private tellEnd(lane: PathLane | null, stall: Micros, retries: number, done: boolean): void {
    const path = lane?.name ?? null;
    this.world.requestListener?.ioEnded?.({ device: this.name, path, at: this.world.kernel.now, stall, retries, done });
  }

  private tell(kind: Letter["body"]["kind"], lane: PathLane): void {
    const { host, world } = this;
    const body = { kind, device: this.name, path: lane.name };
    host.place.receive({ from: host.name, over: null, heardAt: world.kernel.now, count: 1, body });
  }

  // ---- what is looked at and ordered over a path

  /** Whether it answers within a time; called once. */
  check(lane: PathLane, within: Micros, ended: (answers: boolean) => void): void {
    const { loss } = lane.path;
    if (this.carries(lane) && !(loss > 0 && this.losses.uniform() < loss)) ended(true);
    else this.world.kernel.after(within, () => ended(false));
  }

  /** Has the device serve at the port of a path; whether the answer came. */
  trespass(lane: PathLane, within: Micros, ended: (done: boolean) => void): void {
    const lost = () => void this.world.kernel.after(within, () => ended(false));
    if (!this.carries(lane) || this.device === undefined) return lost();
    this.exported.serveAt(lane.path.port.name, () => (this.carries(lane) ? ended(true) : lost()));
  }

  // ---- what changes

  /** Something about the storage network has changed: paths may carry nothing any more, or carry again. */
  look(): void {
    const { now } = this.world.kernel;
    for (const lane of this.lanes) {
      const carries = this.carries(lane);
      if (carries === (lane.deadSince === null)) {
        if (this.flows) this.probe(lane);
        continue;
      }
      lane.deadSince = carries ? null : now;
      this.world.record({ kind: "PathChanged", host: this.host.name, device: this.name, path: lane.name, carries });
      for (const io of [...lane.ios]) {
        this.world.kernel.cancel(io.event);
        if (carries) io.retries += 1;
        this.send(io, lane);
      }
      if (this.flows) this.probe(lane);
    }
  }

  // ---- load that is a flow

  /** A flow of requests does its I/Os here: what fails is found as by single ones. */
  flow(): void {
    if (this.flows) return;
    this.flows = true;
    for (const lane of this.lanes) this.probe(lane);
  }

  private probe(lane: PathLane): void {
    const isUsed = this.active.includes(lane) && this.device !== undefined && this.host.isUp;
    if (!isUsed || this.isServed(lane)) return this.endProbe(lane);
    if (this.probes.has(lane)) return;
    const at = this.isPassive(lane) ? this.world.kernel.now : this.failureOn(lane, 0);
    const found = () => {
      this.probes.delete(lane);
      if (!this.active.includes(lane) || !this.host.isUp || this.isServed(lane)) return;
      this.tell(this.isPassive(lane) ? "path-passive" : "io-failed", lane);
      this.probe(lane);
    };
    this.probes.set(lane, this.world.kernel.schedule(at, found));
  }

  private endProbe(lane: PathLane): void {
    this.world.kernel.cancel(this.probes.get(lane) ?? 0);
    this.probes.delete(lane);
  }

  // ---- counting

  /** What each path carried since this was asked last, and its part of what a flow moved. */
  takeParts(bytes: number): readonly { readonly path: Path; readonly bytes: number }[] {
    const served = this.active.filter((lane) => this.isServed(lane));
    const weights = served.reduce((sum, { weight }) => sum + weight, 0);
    return this.lanes.flatMap((lane) => {
      const part = served.includes(lane) ? (bytes * lane.weight) / weights : 0;
      const all = lane.moved + part;
      lane.moved = 0;
      return all > 0 ? [{ path: lane.path, bytes: all }] : [];
    });
  }

  /** Counts what became of its I/Os; `null` when nothing has changed since the last time. */
  audit(): IoAudit | null {
    const open = [...this.ios.values()];
    const { issued, done, failed, withdrawn, issuedSum, endedSum } = this.counts;
    const openSum = open.reduce((sum, { number }) => (sum + number) >>> 0, 0);
    const oldest = open.reduce<Micros | null>((first, { issuedAt }) => Math.min(first ?? issuedAt, issuedAt), null);
    const audit: IoAudit = {
      host: this.host.name,
      device: this.name,
      ...{ issued, done, failed, withdrawn, open: open.length, oldest },
      fingerprint: { issued: issuedSum, ended: endedSum, open: openSum },
    };
    const text = JSON.stringify(audit);
    if (text === this.told) return null;
    this.told = text;
    return audit;
  }
}
