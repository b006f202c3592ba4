/** Detection by status report, by query and by the agent's error report: who was heard when, and what follows from it. */
import type { Micros } from "../../units/index.js";
import type { Reason } from "../reason.js";
import type { Verdict } from "../verdict.js";
import type { DetectPolicy } from "./policy.js";

/** What detection remembers of one host. */
export interface Watch {
  readonly host: string;
  /** Reports that are late by this much are missed; `null` when nobody waits for reports of this host. */
  readonly reportLimit: Micros | null;
  /** Watched: it is expected to be online. */
  active: boolean;
  heardAt: Micros;
  askedAt: Micros;
  queryMisses: number;
  /** What each source thinks: the reason why the host failed, or `null`. */
  byReports: Reason | null;
  byQueries: Reason | null;
  byErrors: Reason | null;
  verdict: Verdict;
}

export function newWatch(host: string, reportEvery: Micros | null, policy: DetectPolicy): Watch {
  const reportLimit = policy.reports !== null && reportEvery !== null ? reportEvery * policy.reports.misses : null;
  return {
    host,
    reportLimit,
    active: false,
    heardAt: 0,
    askedAt: 0,
    queryMisses: 0,
    byReports: null,
    byQueries: null,
    byErrors: null,
    verdict: "healthy",
  };
}

/** From now on the host is expected to be online. */
export function beginWatch(watch: Watch, now: Micros): void {
  watch.active = true;
  watch.heardAt = now;
  watch.queryMisses = 0;
  watch.byReports = null;
  watch.byQueries = null;
  watch.byErrors = null;
  watch.verdict = "healthy";
}

export function heardReport(watch: Watch, heardAt: Micros): void {
  watch.heardAt = heardAt;
  watch.byReports = null;
}

/** No report until the limit after the last one. */
export function reportOverdue(watch: Watch, policy: DetectPolicy): void {
  watch.byReports = { rule: "reports-missed", misses: policy.reports?.misses ?? 0, heardAt: watch.heardAt };
}

export function queryAnswered(watch: Watch): void {
  watch.queryMisses = 0;
  watch.byQueries = null;
}

export function queryMissed(watch: Watch, policy: DetectPolicy): void {
  watch.queryMisses += 1;
  if (policy.queries !== null && watch.queryMisses >= policy.queries.misses) {
    watch.byQueries = { rule: "queries-missed", misses: watch.queryMisses, askedAt: watch.askedAt };
  }
}

/** The sources' opinions as one verdict, with the reason for it. */
export function judge(watch: Watch, policy: DetectPolicy): { verdict: Verdict; because: Reason } {
  const reports = watch.reportLimit === null ? [] : [watch.byReports];
  const queries = policy.queries === null ? [] : [watch.byQueries];
  const sources = [...reports, ...queries];
  const against = sources.filter((opinion) => opinion !== null);
  const needed = policy.when === "all" ? sources.length : 1;
  const first = against[0];
  if (first !== undefined && against.length >= needed) return { verdict: "failed", because: first };
  if (policy.errors && watch.byErrors !== null) return { verdict: "malfunctioning", because: watch.byErrors };
  return { verdict: "healthy", because: { rule: "heard-again", source: reports.length > 0 ? "report" : "query" } };
}
