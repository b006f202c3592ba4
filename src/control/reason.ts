/** Why something was decided, as data: the rule, the measured value, the threshold, the evidence with its time. */
import { type Micros, SECOND } from "../units/index.js";

export type Reason =
  | { readonly rule: "reports-missed"; readonly misses: number; readonly heardAt: Micros }
  | { readonly rule: "queries-missed"; readonly misses: number; readonly askedAt: Micros }
  | { readonly rule: "stale"; readonly sentAt: Micros; readonly shift: Micros }
  | { readonly rule: "suspicion"; readonly phi: number; readonly heardAt: Micros }
  | { readonly rule: "minor-errors"; readonly component: string; readonly count: number; readonly within: Micros }
  | { readonly rule: "slow"; readonly slowness: number; readonly limit: number }
  | { readonly rule: "error-reported"; readonly component: string; readonly message: string }
  | { readonly rule: "heard-again"; readonly source: "report" | "query" }
  | { readonly rule: "verdict"; readonly host: string; readonly verdict: string }
  | { readonly rule: "serviced"; readonly host: string }
  | { readonly rule: "query-due"; readonly every: Micros }
  | { readonly rule: "step"; readonly step: string; readonly figure: string | null }
  | { readonly rule: "ahead"; readonly what: string; readonly figure: string | null }
  | { readonly rule: "outcomes-in"; readonly found: string | null }
  | { readonly rule: "no-answer"; readonly within: Micros }
  | { readonly rule: "refused"; readonly why: string }
  | { readonly rule: "not-proven"; readonly proof: string; readonly found: string }
  | { readonly rule: "proven"; readonly proof: string; readonly at: Micros }
  | { readonly rule: "nothing-to-do"; readonly why: string }
  | { readonly rule: "all-steps-done" }
  | { readonly rule: "no-stand-in"; readonly looked: readonly string[] }
  | { readonly rule: "gave-up"; readonly step: string }
  | { readonly rule: "tried-again" }
  | { readonly rule: "nobody-else"; readonly host: string }
  | { readonly rule: "failback"; readonly host: string; readonly ordered: boolean }
  | { readonly rule: "mirror-again"; readonly volume: string }
  | { readonly rule: "free-again"; readonly host: string }
  | { readonly rule: "own-life"; readonly host: string }
  | { readonly rule: "of-no-account" }
  | { readonly rule: "gives-way"; readonly to: readonly string[]; readonly priority: number }
  | { readonly rule: "gave-way"; readonly host: string }
  | { readonly rule: "controller-restarted" }
  | { readonly rule: "restarted"; readonly host: string }
  | {
      readonly rule: "beyond-threshold";
      readonly metric: string;
      readonly side: "above" | "below";
      readonly value: number;
      readonly limit: number;
      readonly since: Micros;
    }
  | { readonly rule: "within-thresholds" }
  | {
      readonly rule: "target";
      readonly metric: string;
      readonly value: number;
      readonly target: number;
      readonly hosts: number;
      readonly wanted: number;
    }
  | { readonly rule: "fixed-number"; readonly wanted: number }
  | { readonly rule: "asked-first" }
  | { readonly rule: "highest-priority"; readonly priority: number }
  | { readonly rule: "greatest-deficit"; readonly deficit: number }
  | { readonly rule: "taken-from"; readonly service: string }
  | { readonly rule: "pool-empty" }
  | { readonly rule: "not-needed" }
  | { readonly rule: "host-lost"; readonly host: string };

/** A reason in words; times are seconds since the run began. */
export function sayReason(reason: Reason): string {
  switch (reason.rule) {
    case "reports-missed":
      return `${reason.misses} reports missed, last heard at ${sayTime(reason.heardAt)}`;
    case "queries-missed":
      return `${reason.misses} queries in a row unanswered, the last asked at ${sayTime(reason.askedAt)}`;
    case "stale":
      return `no report is fresh: the latest was sent at ${sayTime(reason.sentAt)}, and the next is ${sayTime(reason.shift)} late`;
    case "suspicion":
      return `silent since ${sayTime(reason.heardAt)}, which has reached φ = ${reason.phi}`;
    case "minor-errors":
      return `${reason.count} minor errors of its ${reason.component} within ${sayTime(reason.within)}`;
    case "slow":
      return `it takes ${reason.slowness} times as long as it should (limit ${reason.limit})`;
    case "error-reported":
      return `its agent reported ${reason.component}: ${reason.message}`;
    case "heard-again":
      return reason.source === "report" ? "its agent reports again" : "it answers queries again";
    case "verdict":
      return `${reason.host} is ${reason.verdict}`;
    case "serviced":
      return `${reason.host} was repaired and may be used again`;
    case "query-due":
      return `asked every ${sayTime(reason.every)}`;
    case "step":
      return reason.figure === null ? `step ${reason.step}` : `step ${reason.step} (${reason.figure})`;
    case "ahead":
      return reason.figure === null ? `ahead, ${reason.what}` : `ahead, ${reason.what} (${reason.figure})`;
    case "outcomes-in":
      return reason.found ?? "done";
    case "no-answer":
      return `no answer within ${sayTime(reason.within)}`;
    case "refused":
      return reason.why;
    case "not-proven":
      return `done, but not proven: wanted ${reason.proof}, found ${reason.found}`;
    case "proven":
      return `${reason.proof}, seen at ${sayTime(reason.at)}`;
    case "nothing-to-do":
      return reason.why;
    case "all-steps-done":
      return "every step is done";
    case "no-stand-in":
      return reason.looked.length === 0
        ? "no host may stand in"
        : `no host can stand in now (looked at ${reason.looked.join(", ")})`;
    case "gave-up":
      return `step ${reason.step} could not be done`;
    case "tried-again":
      return "the last attempt was given up";
    case "nobody-else":
      return `nobody else can stand in, and ${reason.host} may work again`;
    case "failback":
      return reason.ordered
        ? `an operator wants ${reason.host} back`
        : `${reason.host} was repaired and takes over again`;
    case "mirror-again":
      return `${reason.volume} shall have a mirror again, so that the next takeover can split it`;
    case "free-again":
      return `${reason.host} is free again`;
    case "own-life":
      return `${reason.host} stands in for nobody any more and resumes its own life`;
    case "gives-way":
      return `${reason.to.join(", ")} needs its host, and has priority ${reason.priority}`;
    case "gave-way":
      return `it gave ${reason.host} up for something more important`;
    case "of-no-account":
      return "the policy says that it does not matter";
    case "controller-restarted":
      return "the controller was restarted and looks around";
    case "restarted":
      return `the applications of ${reason.host} start`;
    case "beyond-threshold":
      return `${reason.metric} ${reason.side} ${sayNumber(reason.limit)} since ${sayTime(reason.since)}, now ${sayNumber(reason.value)}`;
    case "within-thresholds":
      return "the load is between the thresholds";
    case "target":
      return `${reason.hosts} hosts at ${reason.metric} ${sayNumber(reason.value)}: ${reason.wanted} bring it to ${sayNumber(reason.target)}`;
    case "fixed-number":
      return `it always has ${reason.wanted}`;
    case "asked-first":
      return "it has waited longest";
    case "highest-priority":
      return `its priority is ${reason.priority}`;
    case "greatest-deficit":
      return `it lacks most: ${sayNumber(reason.deficit)} times its threshold`;
    case "taken-from":
      return `taken from ${reason.service}`;
    case "pool-empty":
      return "no host is free";
    case "not-needed":
      return "it is not needed any more";
    case "host-lost":
      return `${reason.host} does not answer`;
  }
}

/** A measured value with at most four digits that matter. */
function sayNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** A time or duration in seconds, without trailing zeros. */
export function sayTime(time: Micros): string {
  return `${time / SECOND}s`;
}
