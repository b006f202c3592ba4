/** Reasons in words: the general ones; each family says its own. */
import { aside, duration, type Phrase, say } from "./say.js";
import type { ReasonOf, Reasons } from "./words.js";

/** How some reasons are said: as a sentence, or as one whose quantities are marked; times count from the beginning of the run. */
export type ReasonSayers<Rule extends keyof Reasons> = {
  readonly [R in Rule]: (reason: ReasonOf<R>) => string | Phrase;
};

export const generalReasons: ReasonSayers<
  | "step"
  | "outcomes-in"
  | "no-answer"
  | "refused"
  | "not-proven"
  | "proven"
  | "nothing-to-do"
  | "all-steps-done"
  | "gave-up"
  | "controller-restarted"
> = {
  step: ({ step, figure }) => (figure === null ? `step ${step}` : `step ${step} (${figure})`),
  "outcomes-in": ({ found }) => found ?? "done",
  "no-answer": ({ within }) => say`no answer within ${duration(within)}`,
  refused: ({ why }) => why,
  "not-proven": ({ proof, found }) => `done, but not proven: wanted ${proof}, found ${found}`,
  proven: ({ proof, at }) => say`${proof}${aside("seen", at)}`,
  "nothing-to-do": ({ why }) => why,
  "all-steps-done": () => "every step is done",
  "gave-up": ({ step }) => `step ${step} could not be done`,
  "controller-restarted": () => "the controller was restarted and looks around",
};
