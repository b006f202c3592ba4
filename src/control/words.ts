/**
 * What machines hear and say, as data: the general words. Each family adds words of its own (`FAMILY/words.ts`): it declares
 * them as further members of the interfaces here, so that nobody has to name all families to have them checked.
 */
import type { Micros } from "../units/index.js";

/** Where machines run and are reached: a host, a storage processor, a machine of its own. */
export type Place = string;

/** Where somebody is reached: over a certain network, or over whichever leads there. */
export interface Address {
  readonly place: Place;
  readonly over?: string;
}

/** Of the actions of one machine. */
export type EffectId = number;

// ---- What families add to. Keys are kinds (of reasons: rules), values what belongs to them.

/** What is to be done by the world: it takes time and may fail. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Actions {}

/** What an action may find out beside being done. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Findings {}

/** What machines, agents and people tell each other. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Messages {}

/** What a machine says about itself, for explanation, measures and faults that are aimed at a step. */
export interface Notes {
  begun: { readonly of: Undertaking; readonly routine: string; readonly because: Reason };
  "step-begun": {
    readonly of: Undertaking;
    readonly step: string;
    readonly figure: string | null;
    readonly phase: StepPhase;
  };
  "step-ended": {
    readonly of: Undertaking;
    readonly step: string;
    readonly figure: string | null;
    readonly result: StepEnd;
    readonly because: Reason;
  };
  ended: { readonly of: Undertaking; readonly result: "done" | "given-up"; readonly because: Reason };
}

/** Why something was decided: the rule, the measured value, the threshold, the evidence with its time. */
export interface Reasons {
  step: { readonly step: string; readonly figure: string | null };
  "outcomes-in": { readonly found: string | null };
  "no-answer": { readonly within: Micros };
  refused: { readonly why: string };
  "not-proven": { readonly proof: string; readonly found: string };
  proven: { readonly proof: string; readonly at: Micros };
  "nothing-to-do": { readonly why: string };
  "all-steps-done": { readonly [none in never]: never };
  "gave-up": { readonly step: string };
  "controller-restarted": { readonly [none in never]: never };
}

type Kinds<Words> = { [Kind in keyof Words]: { readonly kind: Kind } & Words[Kind] }[keyof Words];

export type Action = Kinds<Actions>;
export type ActionKind = keyof Actions;
export type ActionOf<Kind extends ActionKind> = { readonly kind: Kind } & Actions[Kind];

export type Message = Kinds<Messages>;
export type MessageOf<Kind extends keyof Messages> = Extract<Message, { kind: Kind }>;

export type Note = Kinds<Notes>;
export type NoteOf<Kind extends keyof Notes> = Extract<Note, { kind: Kind }>;

export type Found = { [What in keyof Findings]: { readonly what: What } & Findings[What] }[keyof Findings];

export type Reason = { [Rule in keyof Reasons]: { readonly rule: Rule } & Reasons[Rule] }[keyof Reasons];
export type ReasonOf<Rule extends keyof Reasons> = Extract<Reason, { rule: Rule }>;

// ---- What goes in and out.

export type Input =
  /**
   * Somebody said something. `count` of the same in a row may come as one when nothing happened in between: what is said
   * is the last of them, and `heardAt` is when that arrived.
   */
  | {
      readonly kind: "message";
      readonly from: Place;
      /** The network that it came over; `null`: from within the place, or by a way of its own. */
      readonly over: string | null;
      readonly heardAt: Micros;
      readonly count: number;
      readonly body: Message;
    }
  | { readonly kind: "timer"; readonly timer: Timer }
  | { readonly kind: "outcome"; readonly id: EffectId; readonly outcome: Outcome };

export type Effect =
  /** Instead of the timer of that kind and subject, if one is set. */
  | { readonly kind: "set-timer"; readonly timer: Timer }
  | { readonly kind: "cancel-timer"; readonly timer: TimerName }
  /**
   * To every machine at a place, but to itself. `until-heard`: it is sent again, in order, until it arrived (as by TCP);
   * `once`: it may get lost.
   */
  | {
      readonly kind: "send";
      readonly to: Address;
      readonly delivery: "once" | "until-heard";
      readonly body: Message;
    }
  /** Says something at an interval from now on, instead of what it says so far under that name; until it ends, or its place dies. */
  | {
      readonly kind: "beat";
      readonly beat: TimerName;
      readonly to: Address;
      readonly every: Micros;
      readonly body: Message;
    }
  | { readonly kind: "end-beat"; readonly beat: TimerName }
  /** Writes to the disk of the place where the logic runs; what follows in the turn is not seen before that is durable. */
  | { readonly kind: "store"; readonly key: string; readonly content: unknown }
  /** Has the world do something; exactly one outcome comes back, or it is lost. */
  | { readonly kind: "act"; readonly id: EffectId; readonly action: Action; readonly because: Reason }
  | { readonly kind: "note"; readonly note: Note };

export interface TimerName {
  readonly kind: string;
  /** What it is about; with its kind it tells a timer from all others of its machine. */
  readonly subject: string;
}

export interface Timer extends TimerName {
  readonly at: Micros;
  /** It waits for a message, and one that comes at the very instant is in time. */
  readonly afterMessages?: true;
  /** What it waits for again and again: as long as such messages do nothing but put it off they may be left out. */
  readonly putOffBy?: Beat;
  /** For now they do more than that: none may be left out. */
  readonly unsteady?: true;
  /** It has the paths of a host looked at, again and again: while the machine is at rest and all answer it may be left out. */
  readonly looks?: { readonly host: Place; readonly every: Micros; readonly within: Micros };
}

/** Messages that come again and again: of one kind, from one place, about one subject. */
export interface Beat {
  readonly from: Place;
  readonly kind: string;
  readonly about: string;
}

interface FailedOutcome {
  readonly status: "failed";
  readonly why: string;
  readonly gone?: true;
  readonly refused?: true;
  readonly unmirrored?: true;
}

/** What came back for an action. `unknown`: no answer in time, and it may have happened. */
export type Outcome =
  | { readonly status: "done"; readonly found?: Found }
  /** `gone`: what was to be read is on no disk any more. `refused`: nothing was written of what was ordered. `unmirrored`: what was to be split off is no mirror. */
  | FailedOutcome
  | { readonly status: "unknown"; readonly why: string };

// ---- Undertakings.

/** Anything that a machine begins and ends in steps: a takeover, growing, a transfer, the start of a cluster. */
export interface Undertaking {
  /** The machine's family. */
  readonly family: string;
  /** What it is, in a word: `takeover`, `failback`, `growing` … */
  readonly kind: string;
  /** Of those that are under way at one place and of one family no two have the same. */
  readonly id: string;
  readonly subjects: readonly Subject[];
  readonly from?: Place;
  readonly to?: Place;
  /** Its subjects are to work again at its end: what its steps take is what an outage of theirs consists of. */
  readonly recovers: boolean;
  /** The same of what parts of a server do for it: no host takes over from another, or has to be down for that. */
  readonly restores?: boolean;
}

/** What is undertaken for, measured and watched: a service, a host, a transfer … */
export interface Subject {
  readonly kind: string;
  readonly name: string;
}

/** What the time of a step is spent on. */
export type StepPhase = "fence" | "data" | "boot" | "redirect" | "resume" | "person";

export type StepEnd = "done" | "failed" | "unknown" | "skipped";
