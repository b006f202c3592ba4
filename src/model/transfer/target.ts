/**
 * The end of a transfer that is written to: the extents of the run that is under way are kept beside the last complete copy
 * until that run is closed, and nobody writes under an older epoch than the newest that it has seen. Where commands have no
 * epochs it takes what comes, from an agent of an older run too.
 */
import type { CopyGrade, CopyOrder, Found } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { Device } from "../storage/volume.js";

/** Extents that are on their way to it. */
export interface Incoming {
  readonly stretch: { readonly agent: string; readonly order: CopyOrder };
  breakOff(end: { readonly failed: string }): void;
}

/** The newest complete copy, as it was declared. */
export interface CompleteCopy {
  readonly grade: CopyGrade;
  /** It is the source as it was then. */
  readonly asOf: Micros;
}

export class Target {
  /** What is on its way here. */
  readonly copies = new Set<Incoming>();
  /** The run that it is in, or was in last; 0: none yet. */
  run = 0;
  /** Its durable extents, without a gap from the first. */
  held = 0;
  closed = false;
  complete: CompleteCopy | null = null;
  /** How often its disk broke with all that was on it: an increment builds on what was there before. */
  losses = 0;
  /** The newest epoch that it has seen of each transfer. */
  private readonly epochs = new Map<string, number>();
  /** Whose run it is. */
  private transfer = "";
  /** Extents that somebody has overwritten with those of an older run. */
  private readonly foreign = new Set<number>();
  /** For what, and from whom, it took extents last. */
  private writer: {
    readonly agent: string;
    readonly transfer: string;
    readonly run: number;
    readonly epoch: number;
  } | null = null;

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

  isIn({ transfer, run }: CopyOrder): boolean {
    return transfer === this.transfer && run === this.run;
  }

  /** A newer run of the transfer has begun here. */
  isPast({ transfer, run }: CopyOrder): boolean {
    return transfer === this.transfer && run < this.run;
  }

  /** What it holds of a run; whoever is at an older one takes the newer one's extents for its own. */
  heldFor(order: CopyOrder): number {
    return this.isIn(order) || this.isPast(order) ? this.held : 0;
  }

  /** A run begins here with its first extents: what has come of another is of no use any more. */
  begin(order: CopyOrder): void {
    if (this.isIn(order) || this.isPast(order)) return;
    this.transfer = order.transfer;
    this.run = order.run;
    this.held = 0;
    this.closed = false;
    this.foreign.clear();
  }

  /** It takes extents from an agent. @returns whether it took its last ones for something else, or from somebody else */
  take(agent: string, { transfer, run, epoch }: CopyOrder): boolean {
    const { writer } = this;
    if (writer?.agent === agent && writer.run === run && writer.epoch === epoch && writer.transfer === transfer)
      return false;
    this.writer = { agent, transfer, run, epoch };
    return true;
  }

  /** Extents are durable. */
  write(order: CopyOrder, from: number, to: number): void {
    const isOwn = this.isIn(order);
    if (!isOwn && !this.isPast(order)) return;
    for (let extent = from; extent < to && (!isOwn || this.foreign.size > 0); extent++) {
      if (isOwn) this.foreign.delete(extent);
      else if (!this.closed) this.foreign.add(extent);
    }
    if (isOwn && from <= this.held) this.held = Math.max(this.held, to);
  }

  /** Extents of two runs lie in it side by side. */
  get isTorn(): boolean {
    return this.foreign.size > 0;
  }

  close(copy: CompleteCopy): void {
    this.closed = true;
    this.complete = copy;
  }

  /** Its disk broke: nothing is left. */
  lose(): void {
    if (this.run === 0 && this.complete === null) return;
    this.losses += 1;
    this.run = 0;
    this.transfer = "";
    this.held = 0;
    this.closed = false;
    this.complete = null;
    this.foreign.clear();
  }

  /** As it tells whoever asks for a transfer: what another one has put here is nothing of that, though their runs have the same number. */
  foundFor({ transfer }: CopyOrder): Found {
    if (transfer !== this.transfer) return { what: "held", run: 0, held: 0, opened: false, closed: false, grade: null };
    const { run, held, closed, complete } = this;
    return { what: "held", run, held, opened: run > 0, closed, grade: closed ? (complete?.grade ?? null) : null };
  }
}
