/** Status reports that are late: so many intervals without one, and the host has failed. */
import { type Micros, sayLength } from "../../../units/index.js";
import type { Detector } from "./detector.js";

interface LateReportsPolicy {
  readonly misses: number;
  /** Silence for so long is a failure. */
  readonly limit: Micros;
}

interface LateReportsState {
  heardAt: Micros;
  overdue: boolean;
}

export const lateReports: Detector<LateReportsPolicy, LateReportsState> = {
  name: "reports",
  about: "failed when nothing was heard for so many report intervals",
  judges: "life",
  policyFor: ({ reports }, reportEvery) =>
    reports === null || reportEvery === null ? null : { misses: reports.misses, limit: reports.misses * reportEvery },
  sign: ({ misses, limit }) => `${misses} reports of its agent missed, one every ${sayLength(limit / misses)}`,
  within: ({ limit }) => limit,
  begin: (_, now) => ({ heardAt: now, overdue: false }),
  hear: (state, evidence) => {
    if (evidence.kind !== "report") return;
    state.heardAt = evidence.heardAt;
    state.overdue = false;
  },
  dueAt: ({ heardAt, overdue }, { limit }) => (overdue ? null : heardAt + limit),
  elapse: (state) => void (state.overdue = true),
  opinion: ({ heardAt, overdue }, { misses }) =>
    overdue ? { verdict: "failed", because: { rule: "reports-missed", misses, heardAt } } : null,
};
