/**
 * How a host does its I/Os to an exported device, as the machine of its paths has programmed it: over one of the paths in use;
 * what fails on one is tried at once on another; while there is none they wait, or fail.
 */
import type { PathTable } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { StorageCost } from "../fabric/multipath.js";
import type { Path } from "../fabric/path.js";
import type { IoAudit } from "../audits.js";
import type { ExportedDevice } from "./exported-device.js";
import { FlowProbes } from "./flow-probes.js";
import { IosUnderWay } from "./ios-under-way.js";
import { Lane } from "./lane.js";
import { LostPaths } from "./lost-paths.js";
import type { MapOwner, MapWorld, PathWord } from "./map-world.js";
import type { Passages } from "./passages.js";
import { PathOrders } from "./path-orders.js";
import type { PendingIo } from "./pending-io.js";
import { Reach } from "./reach.js";
import { TableInUse } from "./table-in-use.js";

type PathLane = Lane<PendingIo>;

export class PathMap {
  readonly lanes: readonly PathLane[];
  private readonly ios: IosUnderWay;
  private readonly reach: Reach;
  private readonly table: TableInUse<PathLane>;
  private readonly probes: FlowProbes<PathLane>;
  private readonly orders: PathOrders<PathLane>;
  private readonly losses: LostPaths<PathLane>;

  /** @param paths by their names, in their order */
  constructor(
    private readonly world: MapWorld,
    readonly host: MapOwner,
    readonly exported: ExportedDevice,
    paths: readonly (readonly [string, Path])[],
    passages: Passages,
  ) {
    this.lanes = paths.map(([name, path]) => new Lane<PendingIo>(name, path));
    this.reach = new Reach(host, exported);
    this.table = new TableInUse(this.lanes, this.reach);
    const failureOn = (lane: PathLane): Micros => this.table.failureOn(lane, world.kernel.now);
    this.probes = new FlowProbes(world.kernel, this.reach, {
      isUsed: (lane) => this.table.uses(lane) && host.isUp,
      failureOn,
      found: (lane, isPassive) => this.tell(isPassive ? "path-passive" : "io-failed", lane),
    });
    const ways = { world, passages, host, device: this.name, reach: this.reach, table: this.table };
    this.ios = new IosUnderWay({ ...ways, tell: (kind, lane) => this.tell(kind, lane) });
    const isLost = (lane: PathLane): boolean => this.ios.isLost(lane);
    this.losses = new LostPaths(world.kernel, {
      after: () => this.table.devLoss,
      isDeaf: () => host.hung,
      gone: (lane) => this.tell("path-removed", lane),
      found: (lane) => this.tell("path-found", lane),
    });
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
    this.ios.drain();
    // Nobody can feel over which paths a host would reach what it does not have now.
    if (this.reach.device !== undefined) this.world.refresh([this.host]);
  }

  /** What was programmed is gone with the memory of the host. */
  clear(): void {
    this.table.clear();
    for (const lane of this.lanes) this.giveUp(lane);
  }

  private giveUp(lane: PathLane): void {
    this.probes.end(lane);
    this.ios.giveUp(lane);
  }

  // ---- I/Os

  /** For a request; its server hears once how it ends, later than now. */
  submit(slot: number, size: number): void {
    this.ios.submit(slot, size);
  }

  /** One that fails at once, for no path is left. */
  refuse(): void {
    this.ios.refuse();
  }

  /** Nobody waits for it any more. */
  withdraw(slot: number): void {
    this.ios.withdraw(slot);
  }

  private tell(kind: PathWord, lane: PathLane): void {
    const { host, world } = this;
    const body = { kind, device: this.name, path: lane.name };
    host.place.receive({ from: host.name, over: null, heardAt: world.kernel.now, count: 1, body });
  }

  // ---- what is looked at and ordered over a path

  check(lane: PathLane, within: Micros, ended: (answers: boolean) => void): void {
    this.orders.check(lane, within, ended);
  }

  /** A check of any of its paths is answered for certain. */
  answers(within: Micros): boolean {
    return this.lanes.every((lane) => lane.path.loss === 0 && this.orders.answers(lane, within));
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
        this.losses.look(lane);
        this.probes.look(lane);
        continue;
      }
      lane.deadSince = carries ? null : now;
      this.world.record({ kind: "PathChanged", host: this.host.name, device: this.name, path: lane.name, carries });
      this.ios.resend(lane, carries);
      this.orders.pathChanged(lane);
      this.losses.look(lane);
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
    return this.ios.audit();
  }
}
