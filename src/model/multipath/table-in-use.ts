/** How a host does its I/Os now, as the machine of its paths has told it: over which paths, each in its turn, and what becomes of them without one. */
import { type PathTable, pathSelector, type SelectPath } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { StorageCost } from "../fabric/multipath.js";
import type { Path } from "../fabric/path.js";
import type { Lane } from "./lane.js";
import type { Reach } from "./reach.js";

/** An I/O that fails so often at one instant waits for its time-out: nobody gives its path up. */
const MOST_AT_ONCE = 64;

export class TableInUse<L extends Lane> {
  private table: PathTable | null = null;
  private active: readonly L[] = [];
  private select: SelectPath = pathSelector("round-robin");
  private readonly turn = { lane: 0, left: 0 };

  /** @param lanes all that there are */
  constructor(
    private readonly lanes: readonly L[],
    private readonly reach: Reach,
  ) {}

  take(table: PathTable): void {
    this.table = table;
    this.select = pathSelector(table.selector);
    this.active = table.paths.flatMap(({ path, weight }) => {
      const lane = this.lanes.find(({ name }) => name === path);
      if (lane !== undefined) lane.weight = weight;
      return lane ?? [];
    });
  }

  /** Until somebody programs it again, as before it was programmed for the first time. */
  clear(): void {
    this.table = null;
    this.active = [];
  }

  uses(lane: L): boolean {
    return this.active.includes(lane);
  }

  /** The path that the next I/O takes; `null`: there is none. */
  next(size: number): L | null {
    return this.active.length === 0 ? null : this.active[this.select(this.active, this.turn, size)]!;
  }

  /** An I/O gets through on some path in use. */
  get serves(): boolean {
    return this.active.some((lane) => this.reach.isServed(lane));
  }

  /** I/Os fail, for no path is left. */
  get refuses(): boolean {
    return this.table !== null && this.active.length === 0 && this.table.otherwise === "fail";
  }

  /** I/Os wait until they are told of a path. */
  get waits(): boolean {
    return this.active.length === 0 && !this.refuses;
  }

  /** Some I/Os wait: for a path, or on one that carries nothing and has not been given up. */
  get stalls(): boolean {
    return this.waits || this.active.some((lane) => !this.reach.isServed(lane));
  }

  /** What it costs over each path in use that carries, as often as its weight says. */
  get costs(): readonly StorageCost[] {
    return this.served.flatMap((lane) => Array.from({ length: lane.weight }, () => this.reach.costOf(lane)));
  }

  private get served(): readonly L[] {
    return this.active.filter((lane) => this.reach.isServed(lane));
  }

  // ---- how long

  get ioTimeout(): Micros {
    return this.table!.ioTimeout;
  }

  /** How long a path carries nothing until it is gone; `null`: it never is. */
  get devLoss(): Micros | null {
    return this.table?.devLoss ?? null;
  }

  /** When what is sent now over a path that carries nothing has failed. */
  failureOn({ deadSince }: L, now: Micros, failedTimes = 0): Micros {
    const { ioTimeout, fastIoFail, devLoss } = this.table!;
    const timedOut = now + ioTimeout;
    if (deadSince === null || failedTimes >= MOST_AT_ONCE) return timedOut;
    return Math.min(timedOut, Math.max(now, deadSince + Math.min(fastIoFail ?? Infinity, devLoss ?? Infinity)));
  }

  // ---- counting

  /** What each path carried since this was asked last, and its part of what a flow moved. */
  takeParts(bytes: number): readonly { readonly path: Path; readonly bytes: number }[] {
    const { served } = this;
    const weights = served.reduce((sum, { weight }) => sum + weight, 0);
    return this.lanes.flatMap((lane) => {
      const part = served.includes(lane) ? (bytes * lane.weight) / weights : 0;
      const all = lane.moved - lane.told + part;
      lane.told = lane.moved;
      return all > 0 ? [{ path: lane.path, bytes: all }] : [];
    });
  }
}
