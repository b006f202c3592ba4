/** Hosts that a machine has given up: the first that it hears of one after that, or after it did something, is recorded. */
import type { Action, Input, Note } from "../control/index.js";
import type { Micros } from "../units/index.js";
import type { Happening } from "./record.js";

type Heard = Omit<Extract<Happening, { kind: "HostHeard" }>, "place">;

const WORDS = ["report", "answer"] as const;

export class Doubted {
  private readonly hosts = new Set<string>();
  /** Since when nothing was heard of them, by kind of word: only what was said later is evidence. */
  private readonly unheard = new Map<string, Micros>();
  /** Stand-ins of takeovers under way: what they say may be of use as long as something is done to them. */
  private readonly standIns = new Set<string>();
  /** Hosts that were asked and have not answered, by the number of the question. */
  private readonly asked = new Map<number, string>();

  /** @param anew reports of a host count from now on: what was left out is made up for */
  constructor(private readonly anew: (host: string) => void) {}

  /** The machine says something: what it thinks of a host, or that a stand-in did not come to serve. */
  note(note: Note, now: Micros): void {
    this.keepStandIns(note);
    if (note.kind === "verdict") this.set(note.host, note.verdict !== "healthy", now);
    else if (note.kind === "ended" && note.of.recovers && note.of.to !== undefined) {
      if (note.result === "done" || note.because.rule === "gave-up") this.set(note.of.to, note.result !== "done", now);
    }
  }

  private keepStandIns(note: Note): void {
    if (note.kind !== "begun" && note.kind !== "step-begun" && note.kind !== "ended") return;
    const { to, recovers } = note.of;
    if (to === undefined || !recovers) return;
    if (note.kind === "ended") this.standIns.delete(to);
    else this.standIns.add(to);
    this.anew(to);
  }

  private set(host: string, isDoubted: boolean, now: Micros): void {
    if (!isDoubted) {
      this.hosts.delete(host);
      for (const by of WORDS) this.unheard.delete(keyOf(host, by));
    } else {
      this.hosts.add(host);
      this.await(host, now);
    }
  }

  private await(host: string, now: Micros): void {
    for (const by of WORDS) this.unheard.set(keyOf(host, by), now);
    this.anew(host);
  }

  /** The machine has something done; it asks again and again, which is nothing new. */
  act(id: number, action: Action, now: Micros): void {
    if (action.kind !== "query") for (const host of this.standIns) this.anew(host);
    if (action.kind !== "query") for (const host of this.hosts) this.await(host, now);
    else if (this.hosts.has(action.host)) this.asked.set(id, action.host);
  }

  lost(id: number): void {
    this.asked.delete(id);
  }

  /** What an input tells of such a host, `null` when it tells nothing new. */
  heardIn(input: Input, now: Micros): Heard | null {
    if (input.kind === "outcome") {
      const host = this.asked.get(input.id);
      this.asked.delete(input.id);
      return host === undefined || input.outcome.status !== "done" ? null : this.heard(host, "answer", now);
    }
    if (input.kind !== "message" || input.body.kind !== "report") return null;
    return this.heard(input.body.host, "report", input.body.sentAt);
  }

  /** Whether the next report of a host will be recorded. */
  awaits(host: string): boolean {
    return this.unheard.has(keyOf(host, "report"));
  }

  private heard(host: string, by: Heard["by"], saidAt: Micros): Heard | null {
    const since = this.unheard.get(keyOf(host, by));
    if (since === undefined || saidAt <= since) return null;
    this.unheard.delete(keyOf(host, by));
    return { kind: "HostHeard", host, by, saidAt };
  }
}

function keyOf(host: string, by: Heard["by"]): string {
  return `${by}\n${host}`;
}
