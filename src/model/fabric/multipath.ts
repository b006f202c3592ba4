/**
 * How a host does I/O to a device that it may reach over several paths: active-active, each whole path in its turn. What fails
 * on one path is tried on the next at once, so that it costs nothing as long as one is whole. To a device that is exported it
 * does its I/O as a path policy says.
 */
import type { Micros } from "../../units/index.js";

/** What a host pays to reach a device: fixed latency, and bytes per second. */
export interface StorageCost {
  readonly latency: Micros;
  readonly bandwidth: number;
}

/** The paths to an exported device, of which a policy says how they are used. */
export interface PolicedPaths {
  next(): StorageCost | null;
  readonly whole: readonly StorageCost[];
  /** How many bytes of I/Os that were answered, up to now. */
  readonly carried: number;
}

export class Multipath<Policed extends PolicedPaths = PolicedPaths> {
  private costs: readonly StorageCost[] = [];
  private version = -1;
  private turn = 0;
  // Starts as a fraction so that V8 stores it as a double from the beginning; the constructor sets the true value.
  private moved = 0.5;
  private told = 0;

  /**
   * @param find what it costs over each whole path, in their order
   * @param policed of a device that is exported
   */
  constructor(
    private readonly world: { readonly ioVersion: number },
    private readonly find: () => readonly StorageCost[],
    readonly policed: Policed | null = null,
  ) {
    this.moved = 0;
  }

  /** What the next I/O costs; `null`: no path is whole. */
  next(): StorageCost | null {
    if (this.policed !== null) return this.policed.next();
    const { whole } = this;
    if (whole.length <= 1) return whole[0] ?? null;
    const cost = whole[this.turn % whole.length]!;
    this.turn = (this.turn + 1) % whole.length;
    return cost;
  }

  /** What it costs over each whole path, in their order: each gets as many I/Os as any other. */
  get whole(): readonly StorageCost[] {
    if (this.policed !== null) return this.policed.whole;
    if (this.version !== this.world.ioVersion) {
      this.version = this.world.ioVersion;
      this.costs = this.find();
    }
    return this.costs;
  }

  /** Requests read or wrote so many bytes. */
  count(bytes: number): void {
    this.moved += bytes;
  }

  /** How many bytes requests have moved since this was asked last. */
  takeMoved(): number {
    const since = this.moved - this.told;
    this.told = this.moved;
    return since;
  }

  /** How many bytes requests have moved up to now. */
  get carried(): number {
    return this.moved + (this.policed?.carried ?? 0);
  }
}
