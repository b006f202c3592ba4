/** Queries that are not answered in time: so many in a row, and the host has failed. */
import { type Micros, sayLength } from "../../../units/index.js";
import type { DetectPolicy } from "../detect-policy.js";
import type { Detector } from "./detector.js";

interface MissedQueriesState {
  misses: number;
  /** When the last of these was asked: others may have been since, whose time is not up yet. */
  askedAt: Micros;
}

export const missedQueries: Detector<NonNullable<DetectPolicy["queries"]>, MissedQueriesState> = {
  name: "queries",
  about: "failed when so many queries in a row were not answered in time",
  judges: "life",
  policyFor: ({ queries }) => queries,
  sign: ({ misses, every, timeout }) =>
    `${misses} queries in a row unanswered for ${sayLength(timeout)}, one every ${sayLength(every)}`,
  within: ({ misses, every, timeout }) => misses * every + timeout,
  begin: () => ({ misses: 0, askedAt: 0 }),
  hear: (state, evidence) => {
    if (evidence.kind === "answered") state.misses = 0;
    else if (evidence.kind === "missed") Object.assign(state, { misses: state.misses + 1, askedAt: evidence.askedAt });
  },
  dueAt: () => null,
  elapse: (state, { misses }) => void (state.misses = misses),
  opinion: ({ misses, askedAt }, policy) =>
    misses < policy.misses
      ? null
      : { verdict: "failed", because: { rule: "queries-missed", misses, every: policy.every, askedAt } },
};
