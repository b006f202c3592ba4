/** The worst that happened to anybody, expected or not. */
import { causesInWords, type PolicyResult, type Summary } from "../result/index.js";
import { clockOf } from "./clock.js";
import { formatCount, formatDuration, formatNumberOf } from "./number-format.js";
import { incidentsOf, longestFirst, needlessInWords, type PlacedIncident } from "./policy-facts.js";

/** Sentences: the longest outage, the most writes lost in one replication, needless takeovers; none when all was well. */
export function worstInWords(summary: Summary): readonly string[] {
  const { policies } = summary;
  return [
    ...longestOutage(summary),
    ...mostLost(policies),
    ...policies.flatMap((policy) => {
      const needless = needlessInWords(policy);
      return needless === null ? [] : [`${policies.length > 1 ? `Under ${policy.policy}: ` : ""}${needless}.`];
    }),
  ];
}

interface Placed extends PlacedIncident {
  readonly policy: PolicyResult;
}

function longestOutage({ policies, scenario }: Summary): readonly string[] {
  const all: readonly Placed[] = policies.flatMap((policy) => incidentsOf(policy).map((each) => ({ ...each, policy })));
  const [worst] = longestFirst(all) as readonly Placed[];
  if (worst === undefined) return [];
  const { policy, replication, incident } = worst;
  const { service, startSeconds, endSeconds, recoveryTimeSeconds, causes } = incident;
  return [
    `Longest outage: ${service}, ${formatDuration(recoveryTimeSeconds)}${endSeconds === null ? " and not over" : ""}, ` +
      `from ${clockOf(scenario).brief(startSeconds)}` +
      `${causes.length === 0 ? "" : `, after ${causesInWords(causes)}`}` +
      `${where(policies, policy, replication)}.`,
  ];
}

function mostLost(policies: readonly PolicyResult[]): readonly string[] {
  const lost = policies.flatMap((policy) =>
    policy.replications.map(({ replication, losses }) => ({
      policy,
      replication,
      writes: losses.reduce((sum, { writes }) => sum + writes, 0),
      services: [...new Set(losses.flatMap(({ service, writes }) => (writes > 0 ? [service] : [])))],
    })),
  );
  const [most] = lost.toSorted((a, b) => b.writes - a.writes);
  if (most === undefined || most.writes === 0) return [];
  const { policy, replication, writes, services } = most;
  const isSame = policies.length > 1 && policy.replicationsRun === 1 && lost.every((each) => each.writes === writes);
  const whose = services.length > 3 ? formatNumberOf(services.length, "service") : services.join(" and ");
  return [
    `${policy.replicationsRun > 1 ? "Most lost" : "Lost"}: ${formatCount(writes)} acknowledged ` +
      `${writes === 1 ? "write" : "writes"} of ${whose}${isSame ? ", under each policy" : where(policies, policy, replication)}.`,
  ];
}

function where(policies: readonly PolicyResult[], policy: PolicyResult, replication: number): string {
  return (
    (policy.replicationsRun > 1 ? `, in replication ${replication}` : "") +
    (policies.length > 1 ? `, under ${policy.policy}` : "")
  );
}
