/** What came of each transfer: its copies as they really were, the age of the newest one, and how it went from agent to agent. */
import type { Undertaking } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing, RecordOf } from "../hearing.js";
import type { ObservationContext } from "./context.js";
import { CopyAge } from "./copy-age.js";

/** A takeover as the server went through it, and how long the one before had been silent by then. */
export interface TakeoverBook {
  readonly at: Micros;
  /** Since the agent that was taken over from had stopped; `null`: it had not. */
  readonly detect: Micros | null;
  /** Of each step that was done, in microseconds. */
  readonly steps: Map<string, Micros>;
  done: boolean;
}

/** Sums, so that a run of years is no larger than one of days; all of them since statistics began. */
export interface TransferBook {
  readonly age: CopyAge;
  /** Runs that were declared complete. */
  completed: number;
  /** Completed copies by their grade: one that breaks later counts as broken, and under its grade no more. */
  readonly grades: Record<Grade, number>;
  /** Bytes that arrived, and those of them that the target held already. */
  sent: number;
  again: number;
  /** Times that the target refused an older epoch. */
  refused: number;
  skipped: number;
  readonly takeovers: TakeoverBook[];
  /** How often nobody could go on, for how long, and since when nobody can. */
  readonly suspended: { times: number; time: Micros; since: Micros | null };
}

type Grade = RecordOf<"RunClosed">["grade"];

export class TransferAccount {
  private readonly books = new Map<string, TransferBook>();
  /** Whose copy lies on a device, by `volume device`, and as what it was counted; `null`: it was not. */
  private readonly onDevice = new Map<string, { readonly transfer: string; readonly grade: Grade | null }>();
  /** When each agent stopped that does not work now. */
  private readonly stopped = new Map<string, Micros>();
  private readonly stepsBegun = new Map<string, Micros>();

  constructor(private readonly context: Pick<ObservationContext, "warmUp">) {}

  readonly hears: Hearing = {
    ProcessChanged: ({ process, state, at }) => {
      if (state === "works") this.stopped.delete(process);
      else if (!this.stopped.has(process)) this.stopped.set(process, at);
    },
    RunClosed: ({ transfer, grade, asOf, volume, device, at }) => {
      this.onDevice.set(`${volume} ${device}`, { transfer, grade: this.counts(at) ? grade : null });
      const book = this.of(transfer);
      const { age, grades } = book;
      if (grade === "broken") age.breaks(at);
      else age.becomes(at, asOf);
      if (!this.counts(at)) return;
      grades[grade] += 1;
      book.completed += 1;
    },
    DiskChanged: ({ volume, device, works, at }) => {
      if (!works) this.breakCopyOn(`${volume} ${device}`, at);
    },
    DeviceCorrupted: ({ volume, device, at }) => this.breakCopyOn(`${volume} ${device}`, at),
    ExtentsWritten: ({ transfer, bytes, again, at }) => {
      if (!this.counts(at)) return;
      const book = this.of(transfer);
      book.sent += bytes;
      book.again += again;
    },
    EpochRefused: ({ transfer, at }) => {
      if (this.counts(at)) this.of(transfer).refused += 1;
    },
    NoteMade: (record) => this.hearNote(record),
  };

  /** Empty for one of which nothing was ever heard. */
  of(transfer: string): TransferBook {
    let book = this.books.get(transfer);
    if (book === undefined) {
      book = {
        age: new CopyAge(this.context.warmUp),
        grades: { "application-consistent": 0, "crash-consistent": 0, broken: 0 },
        ...{ completed: 0, sent: 0, again: 0, refused: 0, skipped: 0, takeovers: [] },
        suspended: { times: 0, time: 0, since: null },
      };
      this.books.set(transfer, book);
    }
    return book;
  }

  private counts(at: Micros): boolean {
    return at >= this.context.warmUp;
  }

  /** The newest copy is on it: nothing can be restored from that any more. */
  private breakCopyOn(device: string, at: Micros): void {
    const copy = this.onDevice.get(device);
    if (copy === undefined) return;
    this.onDevice.delete(device);
    const { age, grades } = this.of(copy.transfer);
    age.breaks(at);
    if (copy.grade === null) return;
    grades[copy.grade] -= 1;
    grades.broken += 1;
  }

  private hearNote({ note, at }: RecordOf<"NoteMade">): void {
    switch (note.kind) {
      case "run-skipped":
        if (this.counts(at)) this.of(note.transfer).skipped += 1;
        return;
      case "transfer-state":
        return this.hearState(this.of(note.transfer), note.state, at);
      case "begun":
      case "ended":
        return isTakeover(note.of)
          ? this.hearTakeover(note.of, note.kind === "begun" ? null : note.result, at)
          : undefined;
      case "step-begun":
        if (isTakeover(note.of)) this.stepsBegun.set(`${note.of.id} ${note.step}`, at);
        return;
      case "step-ended": {
        if (!isTakeover(note.of)) return;
        const key = `${note.of.id} ${note.step}`;
        const began = this.stepsBegun.get(key) ?? at;
        this.stepsBegun.delete(key);
        const { takeovers } = this.of(note.of.subjects[0]!.name);
        if (note.result === "done") takeovers.at(-1)?.steps.set(note.step, at - began);
      }
    }
  }

  private hearState({ suspended }: TransferBook, state: string, at: Micros): void {
    if (state === "suspended") {
      suspended.since ??= at;
      return;
    }
    if (suspended.since === null) return;
    const time = at - Math.max(suspended.since, this.context.warmUp);
    suspended.since = null;
    if (time <= 0) return;
    suspended.times += 1;
    suspended.time += time;
  }

  private hearTakeover(of: Undertaking, result: "done" | "given-up" | null, at: Micros): void {
    const { takeovers } = this.of(of.subjects[0]!.name);
    if (result === null) {
      const stopped = this.stopped.get(of.from ?? "");
      takeovers.push({ at, detect: stopped === undefined ? null : at - stopped, steps: new Map(), done: false });
      return;
    }
    const last = takeovers.at(-1);
    if (last !== undefined) last.done = result === "done";
  }
}

function isTakeover({ family, kind }: Undertaking): boolean {
  return family === "replication" && kind === "takeover";
}
