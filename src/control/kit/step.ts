/** A step of a routine, as data: what to do, its time limit, the evidence that is needed, and what to do instead when it fails. */
import type { Micros } from "../../units/index.js";
import type { Action, Address, Message, StepPhase } from "../words.js";

/** One step: what to do, its time limit, the evidence that is needed, and what to do instead when it fails. */
export interface Step<Facts> {
  readonly name: string;
  /** Number in the figure of the source, for tests and explanations. */
  readonly figure?: string;
  readonly phase: StepPhase;
  /** What to do, given what the logic knows; or why there is nothing to do. Actions of one step run side by side. */
  readonly act: (facts: Facts) => Act;
  /** There is nothing to do as a rule, and nothing to tell of it: then it is not entered. */
  readonly isNeedless?: (facts: Facts) => boolean;
  readonly within: Micros;
  /** How long it should take as far as sizes and bandwidths tell; `null` when they do not. */
  readonly expects?: (facts: Facts) => Micros | null;
  /** Evidence that is needed beside "done"; it must be newer than the start of the step. */
  readonly proof?: Proof<Facts>;
  readonly otherwise: Otherwise<Facts>;
  /** Why what it does is of no use any more, `null` as long as it is; asked by `onRoutineNews`. */
  readonly endsWhen?: (facts: Facts) => string | null;
  /** What is done while it waits, at once and from time to time; nobody waits for that, and what it teaches is news. */
  readonly meanwhile?: (facts: Facts) => readonly Action[];
  /** Why what it waits for cannot come, `null` as long as it may; asked by `onRoutineNews`. */
  readonly vainWhen?: (facts: Facts) => string | null;
  /** From the start of this step on the stand-in may hold what the former holder held. */
  readonly handsOver?: true;
  /** The host from which it takes its work, its power or its data: before that it is asked whether there is still reason to. */
  readonly destroys?: string;
}

export type Act =
  /** What is told is told side by side with the actions; an answer is evidence, see `onRoutineEvidence`. */
  | {
      readonly do: readonly Action[];
      readonly tell?: readonly Telling[];
      /** How long that may take, where it is less than the step may. */
      readonly within?: Micros;
    }

  /** Nothing needs to be done: on to the next step. */
  | { readonly skip: string }
  /** Something needs to be done and cannot: the other way is taken at once. */
  | { readonly cannot: string };

/** Something said to another place, once: it may get lost. */
export interface Telling {
  readonly to: Address;
  readonly body: Message;
}

/** `again`: pause, then go back to the step of that name in the same list. A list: take these steps instead. */
export type Otherwise<Facts> =
  "skip" | "give-up" | { readonly again: string; readonly after: Micros } | readonly Step<Facts>[];

export interface Proof<Facts> {
  /** What is to be proven, in words. */
  readonly of: string;
  /** When the evidence was gathered, `Infinity` for what was just looked at; `null` when there is none. */
  readonly shownAt: (facts: Facts) => Micros | null;
  /** What is known instead, in words. */
  readonly found: (facts: Facts) => string;
}
