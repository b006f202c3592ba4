/** Reasons in words: the general ones; each family says its own. */
import { sayTime } from "./say.js";
import type { ReasonOf, Reasons } from "./words.js";

/** How some reasons are said; times are seconds since the run began. */
export type ReasonSayers<Rule extends keyof Reasons> = {
  readonly [R in Rule]: (reason: ReasonOf<R>) => string;
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
  "no-answer": ({ within }) => `no answer within ${sayTime(within)}`,
  refused: ({ why }) => why,
  "not-proven": ({ proof, found }) => `done, but not proven: wanted ${proof}, found ${found}`,
  proven: ({ proof, at }) => `${proof}, seen at ${sayTime(at)}`,
  "nothing-to-do": ({ why }) => why,
  "all-steps-done": () => "every step is done",
  "gave-up": ({ step }) => `step ${step} could not be done`,
  "controller-restarted": () => "the controller was restarted and looks around",
};
