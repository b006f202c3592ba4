/** A standard piece of work takes too long: the host works, but too slowly. */
import { type Detector, waitsForNothing } from "./detector.js";

interface PaceState {
  slowness: number;
}

export const pace: Detector<{ readonly slowness: number }, PaceState> = {
  name: "performance",
  about: "performance deficient when a standard piece of work takes so many times as long as on a healthy host",
  judges: "condition",
  policyFor: ({ performance }) => performance ?? null,
  sign: ({ slowness }) => `a standard piece of work that takes ${slowness} times as long as it should`,
  begin: () => ({ slowness: 1 }),
  hear: (state, evidence) => {
    if (evidence.kind === "paced") state.slowness = evidence.slowness;
    else if (evidence.kind === "answered") state.slowness = evidence.slowness ?? state.slowness;
  },
  ...waitsForNothing,
  opinion: ({ slowness }, policy) =>
    slowness < policy.slowness
      ? null
      : { verdict: "performance deficient", because: { rule: "slow", slowness, limit: policy.slowness } },
};
