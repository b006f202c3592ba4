/**
 * The end of a transfer that is written to: the extents of the run that is under way are kept beside the last complete copy
 * until that run is closed, and nobody writes under an older epoch than the newest that it has seen.
 */
import type { CopyGrade, CopyOrder, Found } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { Device } from "../storage/volume.js";

/** Extents that are on their way to it. */
export interface Incoming {
  readonly stretch: { readonly agent: string; readonly order: CopyOrder };
  breakOff(end: { readonly failed: string }): void;
}

/** The newest complete copy. */
export interface CompleteCopy {
  readonly grade: CopyGrade;
  /** It is the source as it was then. */
  readonly asOf: Micros;
}

export class Target {
  /** The newest epoch that it has seen of each transfer. */
  private readonly epochs = new Map<string, number>();
  /** The run that it is in, or was in last; 0: none yet. */
  run = 0;
  /** Its durable extents, without a gap from the first. */
  held = 0;
  closed = false;
  complete: CompleteCopy | null = null;

  /** What is on its way here. */
  readonly copies = new Set<Incoming>();

  constructor(readonly device: Device) {}

  newestEpoch(transfer: string): number {
    return this.epochs.get(transfer) ?? 0;
  }

  /** Older ones are refused from now on. @returns whether it is new */
  learnEpoch({ transfer, epoch }: CopyOrder): boolean {
    if (epoch <= this.newestEpoch(transfer)) return false;
    this.epochs.set(transfer, epoch);
    return true;
  }

  /** What it holds of a run. */
  heldOf(run: number): number {
    return this.run === run ? this.held : 0;
  }

  /** A run begins here with its first extents: what has come of another is of no use any more. */
  begin(run: number): void {
    if (this.run === run) return;
    this.run = run;
    this.held = 0;
    this.closed = false;
  }

  /** Extents are durable. */
  write(from: number, to: number): void {
    if (from <= this.held) this.held = Math.max(this.held, to);
  }

  close(copy: CompleteCopy): void {
    this.closed = true;
    this.complete = copy;
  }

  /** As it tells who asks. */
  get found(): Found {
    const { run, held, closed, complete } = this;
    return { what: "held", run, held, opened: run > 0, closed, grade: closed ? (complete?.grade ?? null) : null };
  }
}
