/** What the logic said about itself: its verdicts, and its takeovers step by step. */
import type { Note, Reason, StepPhase, Verdict } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing, RecordOf } from "../hearing.js";
import type { HostAccount } from "./host-account.js";

export interface StepTold {
  readonly step: string;
  readonly figure: string | null;
  readonly phase: StepPhase;
  readonly startedAt: Micros;
  endedAt: Micros | null;
  result: "done" | "failed" | "unknown" | "skipped" | "running";
  because: Reason | null;
}

export interface TakeoverTold {
  readonly services: readonly string[];
  readonly routine: string;
  readonly because: Reason;
  readonly from: string;
  readonly to: string;
  readonly startedAt: Micros;
  endedAt: Micros | null;
  /** `null` while it runs. */
  result: "done" | "given-up" | null;
  /** The host was healthy and answering when the verdict on it fell. */
  readonly falseAlarm: boolean;
  readonly steps: StepTold[];
}

interface VerdictTold {
  readonly verdict: Verdict;
  readonly falseAlarm: boolean;
}

type NoteOf<Kind extends Note["kind"]> = Extract<Note, { kind: Kind }>;

export class TakeoverAccount {
  readonly takeovers: TakeoverTold[] = [];
  private readonly running = new Map<string, TakeoverTold>();
  private readonly verdicts = new Map<string, VerdictTold>();

  constructor(private readonly hosts: HostAccount) {}

  readonly hears: Hearing = { NoteMade: (record) => this.take(record) };

  /** The takeover of this service that is under way. */
  of(service: string): TakeoverTold | null {
    return this.running.get(service) ?? null;
  }

  /** Every takeover that is under way, in the order of their beginning. */
  underWay(): readonly TakeoverTold[] {
    return [...new Set(this.running.values())];
  }

  /** Whether the last verdict on the host was a bad one. */
  isCondemned(host: string): boolean {
    return (this.verdicts.get(host)?.verdict ?? "healthy") !== "healthy";
  }

  private take({ note, at }: RecordOf<"NoteMade">): void {
    switch (note.kind) {
      case "verdict":
        return this.onVerdict(note);
      case "takeover-started":
        return this.start(note, at);
      case "step-started":
        return this.startStep(note, at);
      case "step-ended":
        return this.endStep(note, at);
      case "takeover-ended":
        return this.end(note, at);
      default:
        return;
    }
  }

  private onVerdict({ host, verdict }: NoteOf<"verdict">): void {
    const truth = this.hosts.of(host);
    const answering = this.hosts.isAvailable(host) && truth.health === "healthy" && truth.answers.size > 0;
    // A warning that a failure is near comes while the host still works: that is its purpose.
    const falseAlarm = verdict !== "healthy" && verdict !== "failure imminent" && answering;
    this.verdicts.set(host, { verdict, falseAlarm });
  }

  private start({ services, routine, from, to, because }: NoteOf<"takeover-started">, at: Micros): void {
    const falseAlarm = this.verdicts.get(from)?.falseAlarm ?? false;
    const opened = { endedAt: null, result: null, falseAlarm, steps: [] };
    const takeover: TakeoverTold = { services, routine, because, from, to, startedAt: at, ...opened };
    this.takeovers.push(takeover);
    for (const service of services) this.running.set(service, takeover);
  }

  private startStep({ services, step, figure, phase }: NoteOf<"step-started">, at: Micros): void {
    const told: StepTold = { step, figure, phase, startedAt: at, endedAt: null, result: "running", because: null };
    this.runningOf(services)?.steps.push(told);
  }

  private endStep({ services, step, result, because }: NoteOf<"step-ended">, at: Micros): void {
    const told = this.runningOf(services)?.steps.at(-1);
    if (told?.step !== step || told.endedAt !== null) return;
    told.endedAt = at;
    told.result = result;
    told.because = because;
  }

  private end({ services, to, result }: NoteOf<"takeover-ended">, at: Micros): void {
    const takeover = this.runningOf(services);
    if (takeover === null) return;
    takeover.endedAt = at;
    takeover.result = result;
    for (const service of services) this.running.delete(service);
    // The logic watches the new holder afresh; what it thought of it before does not count any more.
    if (result === "done") this.verdicts.delete(to);
  }

  private runningOf(services: readonly string[]): TakeoverTold | null {
    const [first] = services;
    return first === undefined ? null : this.of(first);
  }
}
