/** What became of subjects that are no services, in a few words: of failover sets who took over, of clusters who could act there. */
import type { PolicyResult, Subject } from "../result/index.js";
import { formatCount, formatDuration, formatNumberOf } from "./number-format.js";
import { measureOf } from "./policy-facts.js";
import { kindInWords } from "./subjects.js";

type Measured = Pick<PolicyResult, "measures">;
type Values = (key: string) => number | null;

const FACTS: Readonly<Record<string, (value: Values) => readonly string[]>> = {
  "failover-set": (value) => [...rolesInWords(value), ...partsInWords(value), ...requestsInWords(value)],
  cluster: clusterInWords,
};

/** Empty of whoever is told of by incidents alone. */
export function factsOf(policy: Measured, { kind, name }: Subject): readonly string[] {
  return FACTS[kind]?.((key) => measureOf(policy, `${name}.${key}`)?.mean ?? null) ?? [];
}

/** What there is to say where no incident was: of failover sets none is counted, and it is told what became of each. */
export function withoutIncident(policy: Measured, subjects: readonly Subject[]): readonly string[] {
  const sets = subjects.filter(({ kind }) => kind === "failover-set");
  if (sets.length === 0) return [`no ${kindInWords(subjects)} was down`];
  return sets.map((each) => `${each.name}: ${factsOf(policy, each).join(", ")}`);
}

function rolesInWords(value: Values): readonly string[] {
  const takeovers = value("takeovers");
  if (takeovers === null) return [];
  const [mistaken, settle, conflicts] = [value("takeovers.false"), value("settle.mean"), value("conflicts")];
  const of = mistaken !== null && mistaken > 0 ? `, ${counted(mistaken)} of a Primary that worked` : "";
  return [
    `${formatNumberOf(rounded(takeovers), "takeover")}${of}`,
    ...(settle === null || takeovers === 0 ? [] : [`settled in ${formatDuration(settle)}`]),
    ...(conflicts !== null && conflicts > 0
      ? [`several Primaries for ${formatDuration(value("conflicts.time") ?? 0)}`]
      : []),
  ];
}

function partsInWords(value: Values): readonly string[] {
  const [replaced, after] = [value("replaced"), value("replace.mean")];
  if (replaced === null) return [];
  return [
    `${formatNumberOf(rounded(replaced), "replacement")}${after === null ? "" : ` within ${formatDuration(after)}`}`,
  ];
}

function requestsInWords(value: Values): readonly string[] {
  const failed = value("requests.failed");
  return failed === null || failed === 0 ? [] : [`${formatNumberOf(rounded(failed), "request")} not answered`];
}

function clusterInWords(value: Values): readonly string[] {
  const [pairs, next] = [value("pairs"), value("next-success")];
  return [
    ...(pairs === null ? [] : [`on average ${counted(pairs)} ${pairs === 1 ? "server" : "servers"} could act`]),
    ...(next === null ? [] : [`next task ${formatDuration(next)} after a loss`]),
  ];
}

/** Means of many replications have fractions that say nothing. */
function rounded(count: number): number {
  return count >= 10 ? Math.round(count) : Math.round(count * 10) / 10;
}

function counted(count: number): string {
  return formatCount(Math.round(count * 100) / 100);
}
