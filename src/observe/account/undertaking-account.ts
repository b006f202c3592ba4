/** What machines begin and end, step by step, as they say themselves: whatever family they are of. */
import type { NoteOf, Reason, StepEnd, StepPhase, Undertaking } from "../../control/index.js";
import { DAY, type Micros } from "../../units/index.js";
import type { Hearing, RecordOf } from "../hearing.js";

export interface StepTold {
  readonly step: string;
  readonly figure: string | null;
  readonly phase: StepPhase;
  readonly startedAt: Micros;
  endedAt: Micros | null;
  result: StepEnd | "running";
  because: Reason | null;
}

export interface UndertakingTold {
  /** Where the machine runs that undertook it. */
  readonly place: string;
  readonly of: Undertaking;
  readonly routine: string;
  readonly because: Reason;
  readonly startedAt: Micros;
  endedAt: Micros | null;
  /** `null` while it runs. */
  result: "done" | "given-up" | null;
  readonly steps: StepTold[];
}

/** No time limit of a step is longer (moving cables). */
export const LONGEST_STEP: Micros = 30 * DAY;

export class UndertakingAccount {
  /** In the order of their beginning. */
  private readonly told = new Set<UndertakingTold>();
  /** Those under way, in the order of their beginning. */
  private readonly running = new Map<string, UndertakingTold>();

  readonly hears: Hearing = {
    NoteMade: (record) => this.take(record),
    PartChanged: ({ part, state, at }) => {
      if (state === "gone") this.abandon(part, at);
    },
  };

  /** How many there were of those that are over, by family, kind and result. */
  private readonly over = new Map<string, number>();

  /** @param most so many that are over and no service's are kept, of each kind and result: of transfers there may be a million */
  constructor(private readonly most: number) {}

  /** In the order of their beginning, without those that were forgotten. */
  get kept(): readonly UndertakingTold[] {
    return [...this.told];
  }

  /** The one under way that an undertaking's own words name. */
  find(place: string, of: Undertaking): UndertakingTold | null {
    return this.running.get(keyOf(place, of)) ?? null;
  }

  underWay(): readonly UndertakingTold[] {
    return [...this.running.values()];
  }

  /** Those that are to bring their subjects back, or take them elsewhere. */
  get recoveries(): readonly UndertakingTold[] {
    return this.kept.filter(({ of }) => of.recovers);
  }

  recoveriesUnderWay(): readonly UndertakingTold[] {
    return this.underWay().filter(({ of }) => of.recovers);
  }

  /** The recovery of a subject that is under way; the last to begin of several. */
  recoveryOf(kind: string, name: string): UndertakingTold | null {
    let found: UndertakingTold | null = null;
    for (const each of this.running.values()) if (bringsBack(each.of) && concerns(each.of, kind, name)) found = each;
    return found;
  }

  private take({ place, note, at }: RecordOf<"NoteMade">): void {
    switch (note.kind) {
      case "begun":
        return this.begin(place, note, at);
      case "step-begun":
        return this.beginStep(place, note, at);
      case "step-ended":
        return this.endStep(place, note, at);
      case "ended":
        return this.end(place, note, at);
    }
  }

  private begin(place: string, { of, routine, because }: NoteOf<"begun">, at: Micros): void {
    const told = { place, of, routine, because, startedAt: at, endedAt: null, result: null, steps: [] };
    this.told.add(told);
    const key = keyOf(place, of);
    // Set anew, so that the map stays in the order of beginning.
    this.running.delete(key);
    this.running.set(key, told);
  }

  private beginStep(place: string, { of, step, figure, phase }: NoteOf<"step-begun">, at: Micros): void {
    const told: StepTold = { step, figure, phase, startedAt: at, endedAt: null, result: "running", because: null };
    this.find(place, of)?.steps.push(told);
  }

  private endStep(place: string, { of, step, result, because }: NoteOf<"step-ended">, at: Micros): void {
    const told = this.find(place, of)?.steps.at(-1);
    if (told?.step !== step || told.endedAt !== null) return;
    told.endedAt = at;
    told.result = result;
    told.because = because;
  }

  private end(place: string, { of, result }: NoteOf<"ended">, at: Micros): void {
    const told = this.find(place, of);
    if (told !== null) this.close(told, result, at);
  }

  private close(told: UndertakingTold, result: "done" | "given-up", at: Micros): void {
    told.endedAt = at;
    told.result = result;
    this.running.delete(keyOf(told.place, told.of));
    if (isOver(told) && this.isOneTooMany(told)) this.told.delete(told);
  }

  private isOneTooMany({ of: { family, kind }, result }: UndertakingTold): boolean {
    const key = `${family} ${kind} ${result}`;
    const before = this.over.get(key) ?? 0;
    this.over.set(key, before + 1);
    return before >= this.most;
  }

  /** A member of a set that dies says nothing of what it was at, and does not go on with it after a restart. */
  private abandon(place: string, at: Micros): void {
    for (const told of this.underWay()) {
      if (told.place !== place) continue;
      const step = told.steps.at(-1);
      if (step?.endedAt === null) {
        Object.assign(step, { endedAt: at, result: "failed", because: { rule: "part-failed", part: place } });
      }
      this.close(told, "given-up", at);
    }
  }
}

/** Nobody asks for it any more. */
function isOver({ of, steps }: UndertakingTold): boolean {
  if (of.recovers || of.subjects.some(({ kind }) => kind === "service")) return false;
  return steps.every(({ startedAt, endedAt }) => endedAt !== null && endedAt - startedAt <= LONGEST_STEP);
}

function keyOf(place: string, { family, id }: Undertaking): string {
  return `${place}\n${family}\n${id}`;
}

/** Whether an incident of its subjects is over when it has ended well. */
export function bringsBack({ recovers, restores }: Undertaking): boolean {
  return recovers || restores === true;
}

export function concerns({ subjects }: Undertaking, kind: string, name: string): boolean {
  return subjects.some((subject) => subject.kind === kind && subject.name === name);
}

/** Names of its subjects of one kind. */
export function subjectsOf({ subjects }: Undertaking, kind: string): readonly string[] {
  return subjects.filter((subject) => subject.kind === kind).map(({ name }) => name);
}
