/** I/Os of a host to one device that are under way: each is on a path, or waits until there is one. */
import type { Stream } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { IoAudit } from "../audits.js";
import { IoBooks } from "./io-books.js";
import type { Lane } from "./lane.js";
import type { MapOwner, MapWorld, PathWord } from "./map-world.js";
import type { Passages } from "./passages.js";
import { PendingIo } from "./pending-io.js";
import type { Reach } from "./reach.js";
import type { TableInUse } from "./table-in-use.js";

type PathLane = Lane<PendingIo>;

/** What they go by, and who hears of them. */
export interface IoWays {
  readonly world: MapWorld;
  readonly passages: Passages;
  readonly host: MapOwner;
  readonly device: string;
  readonly reach: Reach;
  readonly table: TableInUse<PathLane>;
  /** The machine of the paths learns what an I/O has met on one. */
  readonly tell: (kind: PathWord, lane: PathLane) => void;
}

export class IosUnderWay {
  private readonly ios = new Map<number, PendingIo>();
  private queue: PendingIo[] = [];
  private readonly books = new IoBooks();
  private readonly losses: Stream;

  constructor(private readonly ways: IoWays) {
    const { world, host, device } = ways;
    this.losses = world.streams.stream(`paths/${host.name}/${device}/loss`);
  }

  /** For a request; its server hears once how it ends, later than now. */
  submit(slot: number, size: number): void {
    const io = new PendingIo(slot, this.books.issue(), size, this.ways.world.kernel.now);
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
    const lane = this.ways.table.next(io.size);
    if (lane === null) {
      if (this.ways.table.refuses) this.end(io, false);
      else this.queue.push(io);
      return;
    }
    io.lane = lane;
    lane.take(io);
    this.send(io, lane);
  }

  private send(io: PendingIo, lane: PathLane): void {
    const { kernel } = this.ways.world;
    io.sentAt = kernel.now;
    if (this.ways.reach.isPassive(lane)) return this.awaitService(io, lane);
    if (this.ways.reach.carries(lane) && this.ways.reach.device === undefined) {
      // There is no such device for this host any more, and no other path would help.
      io.event = kernel.after(0, () => this.end(io, false));
      return;
    }
    if (!this.ways.reach.isServed(lane)) {
      io.event = kernel.schedule(this.ways.table.failureOn(lane, kernel.now, io.failedTimes), () => this.fail(io));
      return;
    }
    const { ioTimeout } = this.ways.table;
    if (this.isLost(lane)) io.event = kernel.after(ioTimeout, () => this.fail(io));
    else this.move(io, lane, kernel.now + ioTimeout);
  }

  private move(io: PendingIo, lane: PathLane, latest: Micros): void {
    const { passages, reach } = this.ways;
    const ended = (inTime: boolean): void => {
      if (!inTime) return this.fail(io);
      io.passage = null;
      this.end(io, true);
    };
    io.passage = passages.begin(reach.through(lane), { latency: lane.path.latency, latest, bytes: io.size, ended });
  }

  /** Whatever was to happen to it next does not. */
  private stop(io: PendingIo): void {
    this.ways.world.kernel.cancel(io.event);
    io.event = 0;
    if (io.passage !== null) this.ways.passages.withdraw(io.passage);
    io.passage = null;
  }

  isLost({ path: { loss } }: PathLane): boolean {
    return loss > 0 && this.losses.uniform() < loss;
  }

  /** The device must be told to serve there first. */
  private awaitService(io: PendingIo, lane: PathLane): void {
    this.takeOff(io);
    this.queue.push(io);
    this.ways.tell("path-passive", lane);
  }

  private fail(io: PendingIo): void {
    const { now } = this.ways.world.kernel;
    const lane = io.lane!;
    if (this.ways.host.hung) {
      // Nobody there looks at it before the host wakes up.
      this.stop(io);
      io.event = this.ways.world.kernel.after(this.ways.table.ioTimeout, () => this.fail(io));
      return;
    }
    this.takeOff(io);
    io.retries += 1;
    io.failedTimes = io.failedAt === now ? io.failedTimes + 1 : 1;
    io.failedAt = now;
    this.ways.tell("io-failed", lane);
    if (this.ios.has(io.slot)) this.dispatch(io);
  }

  private end(io: PendingIo, done: boolean): void {
    const { lane, sentAt, issuedAt, retries } = io;
    const stall = (done ? sentAt : this.ways.world.kernel.now) - issuedAt;
    if (done) lane!.moved += io.size;
    this.takeOff(io);
    this.forget(io, done ? "done" : "failed");
    this.tellEnd(lane, stall, retries, done);
    this.ways.host.server.ioEnded(io.slot, done);
  }

  private takeOff(io: PendingIo): void {
    this.stop(io);
    io.lane?.drop(io);
    io.lane = null;
  }

  private forget(io: PendingIo, how: "done" | "failed" | "withdrawn"): void {
    this.ios.delete(io.slot);
    this.queue = this.queue.length === 0 ? this.queue : this.queue.filter((each) => each !== io);
    this.books.end(io.number, how);
  }

  /** What is on a path that is used no more, and is not on its way to an answer, is tried elsewhere. */
  giveUp(lane: PathLane): void {
    for (const io of [...lane.ios]) {
      if (lane.deadSince === null) continue;
      this.takeOff(io);
      io.retries += 1;
      this.queue.push(io);
    }
  }

  drain(): void {
    if (this.ways.table.waits) return;
    const { queue } = this;
    this.queue = [];
    for (const io of queue) if (this.ios.has(io.slot)) this.dispatch(io);
  }

  private tellEnd(lane: PathLane | null, stall: Micros, retries: number, done: boolean): void {
    const path = lane?.name ?? null;
    this.ways.world.requestListener?.ioEnded?.({
      device: this.ways.device,
      path,
      at: this.ways.world.kernel.now,
      stall,
      retries,
      done,
    });
  }

  /** A path carries nothing any more, or carries again: what is on it is sent anew, or waits there for its failure. */
  resend(lane: PathLane, carries: boolean): void {
    for (const io of [...lane.ios]) {
      this.stop(io);
      if (carries) io.retries += 1;
      this.send(io, lane);
    }
  }

  /** Counts what became of them; `null` when nothing has changed since the last time. */
  audit(): IoAudit | null {
    return this.books.audit(this.ways.host.name, this.ways.device, this.ios.values());
  }
}
