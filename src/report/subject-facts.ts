/** What became of subjects that are no services, in a few words: of failover sets who took over, of clusters who could act there. */
import type { PolicyResult, Subject } from "../result/index.js";
import { formatCount, formatDuration, formatNumberOf, roundMean } from "./number-format.js";
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

/** What there is to say where no incident was: of failover sets what became of each all the same. */
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
    `${formatNumberOf(roundMean(takeovers), "takeover")}${of}`,
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
    `${formatNumberOf(roundMean(replaced), "replacement")}${after === null ? "" : ` within ${formatDuration(after)}`}`,
  ];
}

function requestsInWords(value: Values): readonly string[] {
  const failed = value("requests.failed");
  return failed === null || failed === 0 ? [] : [`${formatNumberOf(roundMean(failed), "request")} not answered`];
}

function clusterInWords(value: Values): readonly string[] {
  const [pairs, next] = [value("pairs"), value("next-success")];
  return [
    ...(pairs === null ? [] : [`on average ${counted(pairs)} ${pairs === 1 ? "server" : "servers"} could act`]),
    ...(next === null ? [] : [`next task ${formatDuration(next)} after a loss`]),
  ];
}

function counted(count: number): string {
  return formatCount(Math.round(count * 100) / 100);
}
