/** What came of each transfer: its runs as they really were, the age of its newest complete copy, and how it went from agent to agent. */
import type { CopyGrade, Undertaking } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing, RecordOf } from "../hearing.js";

/** A run that was opened. */
export interface RunBook {
  readonly run: number;
  readonly extents: number;
  readonly openedAt: Micros;
  /** When it was declared complete; `null`: never. */
  closedAt: Micros | null;
}

/** From `at` on the newest complete copy is the source as it was `asOf`. */
export interface NewestCopy {
  readonly at: Micros;
  readonly asOf: Micros;
  readonly grade: CopyGrade;
}

export interface Written {
  readonly at: Micros;
  readonly bytes: number;
  readonly again: number;
}

/** A takeover as the server went through it, and how long the one before had been silent by then. */
export interface TakeoverBook {
  readonly at: Micros;
  /** Since the agent that was taken over from had stopped; `null`: it had not. */
  readonly detect: Micros | null;
  /** Of each step that was done, in microseconds. */
  readonly steps: Map<string, Micros>;
  done: boolean;
}

export interface TransferBook {
  readonly runs: RunBook[];
  readonly copies: NewestCopy[];
  readonly written: Written[];
  readonly takeovers: TakeoverBook[];
  /** Instants. */
  readonly refused: Micros[];
  readonly skipped: Micros[];
  /** Stretches in which nobody could go on; the last may not have ended. */
  readonly suspended: { readonly from: Micros; to: Micros | null }[];
}

export class TransferAccount {
  private readonly books = new Map<string, TransferBook>();
  /** When each agent stopped that does not work now. */
  private readonly stopped = new Map<string, Micros>();
  private readonly stepsBegun = new Map<string, Micros>();

  readonly hears: Hearing = {
    ProcessChanged: ({ process, state, at }) => {
      if (state === "works") this.stopped.delete(process);
      else if (!this.stopped.has(process)) this.stopped.set(process, at);
    },
    RunOpened: ({ transfer, run, extents, at }) => {
      this.of(transfer).runs.push({ run, extents, openedAt: at, closedAt: null });
    },
    RunClosed: ({ transfer, run, grade, asOf, at }) => {
      const { runs, copies } = this.of(transfer);
      const opened = runs.findLast((each) => each.run === run);
      if (opened !== undefined) opened.closedAt = at;
      copies.push({ at, asOf, grade });
    },
    ExtentsWritten: ({ transfer, bytes, again, at }) => void this.of(transfer).written.push({ at, bytes, again }),
    EpochRefused: ({ transfer, at }) => void this.of(transfer).refused.push(at),
    NoteMade: (record) => this.hearNote(record),
  };

  /** Empty for one of which nothing was ever heard. */
  of(transfer: string): TransferBook {
    let book = this.books.get(transfer);
    if (book === undefined) {
      book = { runs: [], copies: [], written: [], takeovers: [], refused: [], skipped: [], suspended: [] };
      this.books.set(transfer, book);
    }
    return book;
  }

  private hearNote({ note, at }: RecordOf<"NoteMade">): void {
    switch (note.kind) {
      case "run-skipped":
        return void this.of(note.transfer).skipped.push(at);
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
        if (!isTakeover(note.of) || note.result !== "done") return;
        const key = `${note.of.id} ${note.step}`;
        const began = this.stepsBegun.get(key) ?? at;
        this.stepsBegun.delete(key);
        this.of(note.of.subjects[0]!.name)
          .takeovers.at(-1)
          ?.steps.set(note.step, at - began);
      }
    }
  }

  private hearState({ suspended }: TransferBook, state: string, at: Micros): void {
    const last = suspended.at(-1);
    if (state === "suspended") {
      if (last?.to !== null) suspended.push({ from: at, to: null });
    } else if (last?.to === null) last.to = at;
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

/** How old the newest complete copy is at an instant; `null` before there is one. */
export function lagAt({ copies }: TransferBook, at: Micros): Micros | null {
  const newest = copies.findLast((each) => each.at <= at);
  return newest === undefined ? null : at - newest.asOf;
}
