/** A run that was opened: what its source held at that instant stays readable for it, whatever is written later. */
import type { CopyGrade, CopyMode, CopyOrder, Found } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { Content } from "../storage/content.js";
import type { Device } from "../storage/volume.js";

/** What a run copies, fixed when it is opened. */
export class OpenRun {
  readonly extents: number;

  constructor(
    readonly order: CopyOrder,
    readonly source: Device,
    readonly content: Content,
    readonly bytes: number,
    readonly grade: CopyGrade,
    readonly asOf: Micros,
    /** How often the target had lost everything by then. */
    readonly losses: number,
  ) {
    this.extents = Math.ceil(bytes / order.extent);
  }

  /** Bytes of the extents from `from` up to, not including, `to`; the last one may be smaller. */
  bytesOf(from: number, to: number): number {
    const { extent } = this.order;
    return Math.max(0, Math.min(this.bytes, to * extent) - Math.min(this.bytes, from * extent));
  }

  get found(): Found {
    const { extents, bytes, grade } = this;
    return { what: "run", extents, bytes, grade };
  }
}

/** How much there is to copy: all of it, or what has changed since the last complete copy. */
export function bytesToCopy(mode: CopyMode, { changed }: Content, target: Device): number {
  const { size } = target.volume.spec;
  if (mode === "full" || target.blank) return size;
  return Math.round(Math.min(size, Math.abs(changed - target.changed)));
}
