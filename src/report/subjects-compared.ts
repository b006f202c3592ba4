/** Whom policies are compared by: all of a few, and of many of a kind those that fare worst under one of the policies. */
import type { PolicyResult, Subject, Summary } from "../result/index.js";
import { formatNumberOf } from "./number-format.js";
import { measureOf } from "./policy-facts.js";
import { subjectsOf } from "./subjects.js";
import { applicationsIn, transfersIn } from "./transfer-facts.js";

/** A thousand transfers would be five thousand rows. */
const MOST_COMPARED = 12;

export interface SubjectsCompared {
  readonly transfers: readonly Subject[];
  readonly applications: readonly Subject[];
  /** Services, and what else is available or not. */
  readonly others: readonly Subject[];
  /** By kind: how many are not compared. */
  readonly left: ReadonlyMap<string, number>;
}

export function subjectsCompared(summary: Summary): SubjectsCompared {
  const { policies } = summary;
  const worst = (name: string, key: string, none: number): number =>
    Math.max(...policies.map((policy) => measureOf(policy, `${name}.${key}`)?.overall ?? none));
  const transfers = once(policies.flatMap(transfersIn));
  const applications = once(policies.flatMap(applicationsIn));
  const others = once(policies.flatMap(othersIn));
  const least = (name: string): number =>
    Math.min(...policies.map((policy) => measureOf(policy, `${name}.availability`)?.overall ?? 1));
  const left = new Map<string, number>();
  return {
    transfers: worstOf(transfers, left, ({ name }) => worst(name, "lag.max", Infinity)),
    applications: worstOf(applications, left, ({ name }) => worst(name, "quiesced", 0)),
    others: worstOf(others, left, ({ name }) => -least(name)),
    left,
  };
}

/** How many are not compared because others of their kind are worse; `null`: all are. */
export function notComparedInWords(summary: Summary): string | null {
  const { left } = subjectsCompared(summary);
  if (left.size === 0) return null;
  const many = [...left].map(([kind, count]) => formatNumberOf(count, `other ${kind.replaceAll("-", " ")}`));
  return `The ${MOST_COMPARED} worst of each kind; ${many.join(", ")}: replications.csv.`;
}

function othersIn(policy: PolicyResult): readonly Subject[] {
  const isQuiet = transfersIn(policy).length > 0;
  return subjectsOf(policy).filter(({ kind, name }) => {
    // They are many and alike: all of them together are told.
    if (kind === "cluster") return false;
    // Where data is moved for nobody's service, hosts are told that were down.
    return kind !== "host" || !isQuiet || (measureOf(policy, `${name}.availability`)?.mean ?? 1) < 1;
  });
}

function once(all: readonly Subject[]): readonly Subject[] {
  return [...new Map(all.map((each) => [`${each.kind} ${each.name}`, each])).values()];
}

/** Of each kind, in their order. @param badness the higher the worse @param left of how many it is not told */
function worstOf(
  all: readonly Subject[],
  left: Map<string, number>,
  badness: (subject: Subject) => number,
): readonly Subject[] {
  const kinds = new Set(all.map(({ kind }) => kind));
  const kept = new Set<Subject>();
  for (const kind of kinds) {
    const its = all.filter((each) => each.kind === kind).map((each) => [each, badness(each)] as const);
    const told = its.length > MOST_COMPARED ? its.toSorted(([, a], [, b]) => (a === b ? 0 : b - a)) : its;
    for (const [each] of told.slice(0, MOST_COMPARED)) kept.add(each);
    if (its.length > MOST_COMPARED) left.set(kind, its.length - MOST_COMPARED);
  }
  return all.filter((each) => kept.has(each));
}
