/**
 * Freshness points (NFD-S: Chen, Toueg, Aguilera, "On the quality of service of failure detectors", 2002): what counts is
 * when a report was sent, so that one that was long under way does not keep a dead host alive. Needs clocks in step.
 */
import { type Micros, sayLength } from "../../../units/index.js";
import type { Detector } from "./detector.js";

interface FreshnessPolicy {
  readonly interval: Micros;
  readonly shift: Micros;
}

interface FreshnessState {
  /** When the latest of the reports that came was sent. */
  sentAt: Micros;
  stale: boolean;
}

/** The report sent at t vouches for its host until the freshness point of the next one, t + interval + shift. */
function freshUntil({ sentAt }: FreshnessState, { interval, shift }: FreshnessPolicy): Micros {
  return sentAt + interval + shift;
}

export const freshness: Detector<FreshnessPolicy, FreshnessState> = {
  name: "freshness",
  about: "failed when the next report, by the time of its sending, is later than so much (NFD-S)",
  judges: "life",
  policyFor: ({ freshness }, reportEvery) =>
    !freshness || reportEvery === null ? null : { interval: reportEvery, shift: freshness.shift },
  sign: ({ shift }) => `the next report of its agent sent ${sayLength(shift)} too late`,
  within: ({ interval, shift }) => interval + shift,
  begin: (_, now) => ({ sentAt: now, stale: false }),
  hear: (state, evidence, policy) => {
    if (evidence.kind !== "report" || evidence.sentAt <= state.sentAt) return;
    state.sentAt = evidence.sentAt;
    state.stale = freshUntil(state, policy) <= evidence.heardAt;
  },
  dueAt: (state, policy) => (state.stale ? null : freshUntil(state, policy)),
  elapse: (state) => void (state.stale = true),
  opinion: ({ sentAt, stale }, { shift }) =>
    stale ? { verdict: "failed", because: { rule: "stale", sentAt, shift } } : null,
};
