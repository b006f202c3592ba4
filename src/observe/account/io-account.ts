/** I/Os to exported devices after the warm-up: how many there were, over which paths, how long they stalled; and how paths were used. */
import type { IoEnd, NarrowUse } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";
import type { ObservationContext } from "./context.js";

export interface IoBook {
  done: number;
  failed: number;
  /** Those that were not answered where they were sent first. */
  stalled: number;
  /** How long all of them stalled together, and the longest one. */
  stall: Micros;
  longest: Micros;
  /** Times that an I/O was sent again. */
  retried: number;
  /** Changes to other paths, orders to serve elsewhere that were carried out, and paths that were held out. */
  switches: number;
  trespasses: number;
  heldOut: number;
}

const UNUSED: Omit<NarrowUse, "name"> = { ios: 0, busy: 0, there: 0 };

export class IoAccount {
  private readonly books = new Map<string, IoBook>();
  private readonly byPath = new Map<string, number>();
  private readonly warmUp: Micros;
  /** By links, ports and adapters: up to the end, and up to the end of the warm-up. */
  private readonly used = new Map<string, NarrowUse>();
  private readonly before = new Map<string, NarrowUse>();

  constructor({ warmUp }: ObservationContext) {
    this.warmUp = warmUp;
  }

  readonly hears: Hearing = {
    NoteMade: ({ note, at }) => {
      if (at < this.warmUp) return;
      if (note.kind === "paths-switched" && note.to.length > 0) this.of(note.device).switches += 1;
      else if (note.kind === "path-judged" && note.state === "held-out") this.of(note.device).heldOut += 1;
    },
    Trespassed: ({ device, at }) => {
      if (at >= this.warmUp) this.of(device).trespasses += 1;
    },
  };

  /** An I/O was answered, or failed. */
  ended({ device, path, at, stall, retries, done }: IoEnd): void {
    if (at < this.warmUp) return;
    const book = this.of(device);
    if (done) book.done += 1;
    else book.failed += 1;
    book.retried += retries;
    if (path !== null) this.byPath.set(path, this.over(path) + 1);
    if (stall === 0) return;
    book.stalled += 1;
    book.stall += stall;
    book.longest = Math.max(book.longest, stall);
  }

  /** How links, ports and adapters were used up to then. */
  passed(at: Micros, uses: readonly NarrowUse[]): void {
    for (const use of uses) {
      if (at <= this.warmUp) this.before.set(use.name, use);
      else this.used.set(use.name, use);
    }
  }

  /** How one of them was used since the warm-up. */
  through(name: string): Omit<NarrowUse, "name"> {
    const [used, before] = [this.used.get(name) ?? UNUSED, this.before.get(name) ?? UNUSED];
    return { ios: used.ios - before.ios, busy: used.busy - before.busy, there: used.there - before.there };
  }

  of(device: string): IoBook {
    let book = this.books.get(device);
    if (book === undefined) {
      book = {
        done: 0,
        failed: 0,
        stalled: 0,
        stall: 0,
        longest: 0,
        retried: 0,
        switches: 0,
        trespasses: 0,
        heldOut: 0,
      };
      this.books.set(device, book);
    }
    return book;
  }

  /** How many were answered over a path. */
  over(path: string): number {
    return this.byPath.get(path) ?? 0;
  }
}
