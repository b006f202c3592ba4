/**
 * Accrual detection (Hayashibara et al., "The φ accrual failure detector", 2004): learns how regularly reports come, and
 * says how improbable the present silence is. φ = -log10 P(the next report comes later than now), for normal intervals.
 */
import { type Micros } from "../../../units/index.js";
import type { Detector } from "./detector.js";
import { deviationsAt } from "./normal-tail.js";

interface PhiPolicy {
  readonly threshold: number;
  /** How many intervals are remembered. */
  readonly window: number;
  /** Intervals are never taken to be more regular than this. */
  readonly minimumDeviation: Micros;
  /** Until intervals have been seen, they are expected to be like this, give or take a quarter. */
  readonly expected: Micros;
  /** Standard deviations at which φ reaches the threshold. */
  readonly deviations: number;
}

interface PhiState {
  /** When the last report came, or watching began. */
  heardAt: Micros;
  /** Whether there was a report yet. */
  heard: boolean;
  suspected: boolean;
  /** Oldest first. */
  intervals: Micros[];
}

/** Mean and standard deviation of the intervals that are remembered. */
function habit({ intervals }: PhiState, { expected, minimumDeviation }: PhiPolicy) {
  const count = intervals.length;
  if (count < 2) return { mean: expected, deviation: Math.max(minimumDeviation, expected / 4) };
  const mean = intervals.reduce((sum, each) => sum + each, 0) / count;
  const squares = intervals.reduce((sum, each) => sum + (each - mean) * (each - mean), 0);
  return { mean, deviation: Math.max(minimumDeviation, Math.sqrt(squares / count)) };
}

function suspectedAt(state: PhiState, policy: PhiPolicy): Micros {
  const { mean, deviation } = habit(state, policy);
  return state.heardAt + Math.ceil(mean + policy.deviations * deviation);
}

/** Reports that come as one were regular: that is why nobody needed to look at each. */
function remember(
  state: PhiState,
  { heardAt, count }: { heardAt: Micros; count: number },
  { window }: PhiPolicy,
): void {
  const interval = Math.round((heardAt - state.heardAt) / count);
  for (let i = 0; i < Math.min(count, window); i++) state.intervals.push(interval);
  state.intervals.splice(0, Math.max(0, state.intervals.length - window));
}

/** A window full of one and the same interval stays so as long as reports come like that. */
function isSteady({ intervals }: PhiState, { window }: PhiPolicy): boolean {
  return intervals.length === window && intervals.every((each) => each === intervals[0]);
}

export const phiAccrual: Detector<PhiPolicy, PhiState> = {
  name: "phi",
  about:
    "failed when the silence is more improbable than a threshold, given how regularly reports came before (φ accrual)",
  judges: "life",
  policyFor: ({ phi }, reportEvery) =>
    !phi || reportEvery === null ? null : { ...phi, expected: reportEvery, deviations: deviationsAt(phi.threshold) },
  sign: ({ threshold }) => `its agent silent for so long that φ reaches ${threshold}`,
  within: ({ expected, deviations, minimumDeviation }) => Math.ceil(expected + deviations * minimumDeviation),
  begin: (_, now) => ({ heardAt: now, heard: false, suspected: false, intervals: [] }),
  hear: (state, evidence, policy) => {
    if (evidence.kind !== "report") return;
    // Silence that was a failure says nothing about how regularly reports come, nor does the one before the first of them.
    if (state.heard && !state.suspected) remember(state, evidence, policy);
    state.heardAt = evidence.heardAt;
    state.heard = true;
    state.suspected = false;
  },
  dueAt: (state, policy) => (state.suspected ? null : suspectedAt(state, policy)),
  elapse: (state) => void (state.suspected = true),
  isSteady,
  opinion: ({ heardAt, suspected }, { threshold }) =>
    suspected ? { verdict: "failed", because: { rule: "suspicion", phi: threshold, heardAt } } : null,
};
