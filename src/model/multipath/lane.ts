/** A path of a host to an exported device, as the host's I/Os find it: what is on it, and since when nothing gets through. */
import type { Lane as SelectedLane } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { Path } from "../fabric/path.js";

/** What is on a path. */
interface Load {
  readonly size: number;
}

export class Lane<Io extends Load = Load> implements SelectedLane {
  weight = 1;
  /** I/Os that were sent over it and not answered, and their bytes. */
  outstanding = 0;
  bytes = 0;
  /** Those of them. */
  readonly ios = new Set<Io>();
  /** Bytes that went over it, and how many of them whoever asks for what is new was told of. */
  moved = 0;
  told = 0;
  /** Since when it carries nothing; `null`: it does. */
  deadSince: Micros | null = null;
  /** How many faults take just this path away. */
  private blocks = 0;

  constructor(
    readonly name: string,
    readonly path: Path,
  ) {}

  block(blocked: boolean): void {
    this.blocks += blocked ? 1 : -1;
  }

  /** As far as the port; what is behind that is not its concern. */
  get isWhole(): boolean {
    return this.blocks === 0 && this.path.isWhole;
  }

  take(io: Io): void {
    this.ios.add(io);
    this.outstanding += 1;
    this.bytes += io.size;
  }

  drop(io: Io): void {
    if (!this.ios.delete(io)) return;
    this.outstanding -= 1;
    this.bytes -= io.size;
  }
}
