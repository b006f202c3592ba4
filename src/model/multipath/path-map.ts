/**
 * How a host does its I/Os to an exported device, as the machine of its paths has programmed it: over one of the paths in use;
 * what fails on one is tried at once on another; while there is none they wait, or fail.
 */
import type { PathTable } from "../../control/index.js";
import type { Stream } from "../../sim/index.js";
import { type Micros, SECOND } from "../../units/index.js";
import type { StorageCost } from "../fabric/multipath.js";
import type { Path } from "../fabric/path.js";
import type { Ground } from "../ground.js";
import type { IoAudit, RequestListener } from "../record.js";
import type { Device } from "../storage/volume.js";
import type { ExportedDevice } from "./exported-device.js";
import { FlowProbes } from "./flow-probes.js";
import { IoBooks } from "./io-books.js";
import { Lane } from "./lane.js";
import { PathOrders } from "./path-orders.js";
import { PendingIo } from "./pending-io.js";
import { Reach } from "./reach.js";
import { TableInUse } from "./table-in-use.js";

type PathLane = Lane<PendingIo>;

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
  private readonly ios = new Map<number, PendingIo>();
  private queue: PendingIo[] = [];
  private readonly books = new IoBooks();
  private readonly reach: Reach;
  private readonly table: TableInUse<PathLane>;
  private readonly probes: FlowProbes<PathLane>;
  private readonly orders: PathOrders<PathLane>;
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
    this.reach = new Reach(host, exported);
    this.table = new TableInUse(this.lanes, this.reach);
    const failureOn = (lane: PathLane): Micros => this.table.failureOn(lane, world.kernel.now);
    this.probes = new FlowProbes(world.kernel, this.reach, {
      isUsed: (lane) => this.table.uses(lane) && host.isUp,
      failureOn,
      found: (lane, isPassive) => this.tell(isPassive ? "path-passive" : "io-failed", lane),
    });
    const isLost = (lane: PathLane): boolean => this.isLost(lane);
    this.orders = new PathOrders(world.kernel, exported, this.reach, { isLost, failureOn });
  }

  get name(): string {
    return this.exported.spec.name;
  }

  lane(name: string): PathLane | undefined {
    return this.lanes.find((each) => each.name === name);
  }

  // ---- what follows from the paths in use

  get serves(): boolean {
    return this.table.serves;
  }

  get refuses(): boolean {
    return this.table.refuses;
  }

  get stalls(): boolean {
    return this.table.stalls;
  }

  /** What the next I/O costs that nobody follows, such as a flush; `null`: it does not get through now. */
  next(): StorageCost | null {
    return this.whole[0] ?? null;
  }

  get whole(): readonly StorageCost[] {
    return this.table.costs;
  }

  get carried(): number {
    return this.lanes.reduce((sum, { moved }) => sum + moved, 0);
  }

  takeParts(bytes: number): readonly { readonly path: Path; readonly bytes: number }[] {
    return this.table.takeParts(bytes);
  }

  // ---- what the machine has programmed

  program(table: PathTable): void {
    this.world.beforeStorageChange();
    this.table.take(table);
    for (const lane of this.lanes) if (!this.table.uses(lane)) this.giveUp(lane);
    this.look();
    this.drain();
    this.world.refresh();
  }

  /** What is on a path that is used no more, and is not on its way to an answer, is tried elsewhere. */
  private giveUp(lane: PathLane): void {
    this.probes.end(lane);
    for (const io of [...lane.ios]) {
      if (lane.deadSince === null) continue;
      this.takeOff(io);
      io.retries += 1;
      this.queue.push(io);
    }
  }

  private drain(): void {
    if (this.table.waits) return;
    const { queue } = this;
    this.queue = [];
    for (const io of queue) if (this.ios.has(io.slot)) this.dispatch(io);
  }

  // ---- I/Os

  /** For a request; its server hears once how it ends, later than now. */
  submit(slot: number, size: number): void {
    const io = new PendingIo(slot, this.books.issue(), size, this.world.kernel.now);
    this.ios.set(slot, io);
    this.dispatch(io);
  }

  /** One that fails at once, for no path is left. */
  refuse(): void {
    this.books.end(this.books.issue(), "failed");
    this.tellEnd(null, 0, 0, false);
  }

  /** Nobody waits for it any more. */
  withdraw(slot: number): void {
    const io = this.ios.get(slot);
    if (io === undefined) return;
    this.takeOff(io);
    this.forget(io, "withdrawn");
  }

  private dispatch(io: PendingIo): void {
    const lane = this.table.next(io.size);
    if (lane === null) {
      if (this.refuses) this.end(io, false);
      else this.queue.push(io);
      return;
    }
    io.lane = lane;
    lane.take(io);
    this.send(io, lane);
  }

  private send(io: PendingIo, lane: PathLane): void {
    const { kernel } = this.world;
    io.sentAt = kernel.now;
    if (this.reach.isPassive(lane)) return this.awaitService(io, lane);
    if (this.reach.carries(lane) && this.reach.device === undefined) {
      // There is no such device for this host any more, and no other path would help.
      io.event = kernel.after(0, () => this.end(io, false));
      return;
    }
    if (!this.reach.isServed(lane)) {
      io.event = kernel.schedule(this.table.failureOn(lane, kernel.now, io.failedTimes), () => this.fail(io));
      return;
    }
    const { ioTimeout } = this.table;
    const { latency, bandwidth } = this.reach.costOf(lane);
    const time = Math.round(latency + io.size * (SECOND / bandwidth));
    if (this.isLost(lane) || time > ioTimeout) io.event = kernel.after(ioTimeout, () => this.fail(io));
    else io.event = kernel.after(time, () => this.end(io, true));
  }

  private isLost({ path: { loss } }: PathLane): boolean {
    return loss > 0 && this.losses.uniform() < loss;
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
      io.event = this.world.kernel.after(this.table.ioTimeout, () => this.fail(io));
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
    this.forget(io, done ? "done" : "failed");
    this.tellEnd(lane, stall, retries, done);
    this.host.server.ioEnded(io.slot, done);
  }

  private takeOff(io: PendingIo): void {
    this.world.kernel.cancel(io.event);
    io.event = 0;
    io.lane?.drop(io);
    io.lane = null;
  }

  private forget(io: PendingIo, how: "done" | "failed" | "withdrawn"): void {
    this.ios.delete(io.slot);
    this.queue = this.queue.length === 0 ? this.queue : this.queue.filter((each) => each !== io);
    this.books.end(io.number, how);
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

  check(lane: PathLane, within: Micros, ended: (answers: boolean) => void): void {
    this.orders.check(lane, within, ended);
  }

  trespass(lane: PathLane, within: Micros, ended: (done: boolean) => void): void {
    this.orders.trespass(lane, within, ended);
  }

  // ---- what changes

  /** Something about the storage network has changed: paths may carry nothing any more, or carry again. */
  look(): void {
    const { now } = this.world.kernel;
    for (const lane of this.lanes) {
      const carries = this.reach.carries(lane);
      if (carries === (lane.deadSince === null)) {
        this.probes.look(lane);
        continue;
      }
      lane.deadSince = carries ? null : now;
      this.world.record({ kind: "PathChanged", host: this.host.name, device: this.name, path: lane.name, carries });
      for (const io of [...lane.ios]) {
        this.world.kernel.cancel(io.event);
        if (carries) io.retries += 1;
        this.send(io, lane);
      }
      this.orders.pathChanged(lane);
      this.probes.look(lane);
    }
  }

  // ---- load that is a flow

  /** A flow of requests does its I/Os here: what fails is found as by single ones. */
  flow(): void {
    this.probes.begin(this.lanes);
  }

  /** Counts what became of its I/Os; `null` when nothing has changed since the last time. */
  audit(): IoAudit | null {
    return this.books.audit(this.host.name, this.name, this.ios.values());
  }
}
