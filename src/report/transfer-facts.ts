/** What reports tell of transfers: how old copies were, what came of runs, what was moved, and who had to stand in. */
import type { PolicyResult, Subject } from "../result/index.js";
import { formatBytes, formatCount, formatDuration, formatNumberOf, roundMean } from "./number-format.js";
import { measureOf } from "./policy-facts.js";

type Measured = Pick<PolicyResult, "measures">;

const GRADES = ["application-consistent", "crash-consistent", "broken"] as const;

/** In the order of their strips. */
export function transfersIn(policy: Pick<PolicyResult, "detail">): readonly Subject[] {
  return ofKind(policy, "transfer");
}

/** So many transfers are told one by one. */
const MOST_TOLD = 12;

/** There may be a thousand: of these the ones with the oldest copies are told, in their order, and how many there are beside. */
export function transfersTold(
  policy: Measured,
  all: readonly Subject[],
): { readonly told: readonly Subject[]; readonly left: string | null } {
  const ages = new Map(all.map((each) => [each, lagOf(policy, each.name)?.most ?? Infinity]));
  const oldest = all.toSorted((a, b) => (ages.get(a) === ages.get(b) ? 0 : ages.get(b)! - ages.get(a)!));
  const kept = new Set(oldest.slice(0, MOST_TOLD));
  const others = all.length - kept.size;
  const left = `${formatNumberOf(others, "other transfer")} with copies that are no older: replications.csv`;
  return { told: all.filter((each) => kept.has(each)), left: others > 0 ? left : null };
}

/** Those that scripts change. */
export function applicationsIn(policy: Pick<PolicyResult, "detail">): readonly Subject[] {
  return ofKind(policy, "application");
}

function ofKind({ detail }: Pick<PolicyResult, "detail">, wanted: string): readonly Subject[] {
  return detail.strips.flatMap(({ kind, actor }) => (kind === wanted ? [{ kind, name: actor }] : []));
}

/** Value of a transfer in the mean of replications; 0 where nothing was measured. */
export function meanOf(policy: Measured, transfer: string, key: string): number {
  return measureOf(policy, `${transfer}.${key}`)?.mean ?? 0;
}

/** The age of the newest whole copy, in the mean and at most; `null` before there was one. */
export function lagOf(policy: Measured, transfer: string): { readonly mean: number; readonly most: number } | null {
  const [mean, most] = ["lag.mean", "lag.max"].map((key) => measureOf(policy, `${transfer}.${key}`)?.overall ?? null);
  return mean == null || most == null ? null : { mean, most };
}

/** `95 runs completed: 94 application-consistent, 1 broken`. */
export function runsInWords(policy: Measured, transfer: string): string {
  const completed = formatNumberOf(roundMean(meanOf(policy, transfer, "completed")), "run");
  const grades = gradesOf(policy, transfer);
  return `${completed} completed${grades.length === 0 ? "" : `: ${grades.join(", ")}`}`;
}

/** Copies by their grade, those that there were. */
export function gradesOf(policy: Measured, transfer: string): readonly string[] {
  return GRADES.flatMap((grade) => {
    const count = meanOf(policy, transfer, `copies.${grade}`);
    return count === 0 ? [] : [`${formatCount(roundMean(count))} ${grade}`];
  });
}

export function lagInWords(policy: Measured, transfer: string): string {
  const lag = lagOf(policy, transfer);
  if (lag === null) return "no copy was complete";
  const without = meanOf(policy, transfer, "lag.broken");
  return (
    `newest copy ${formatDuration(lag.mean)} old in the mean, ${formatDuration(lag.most)} at most` +
    (without > 0 ? `, and broken for ${formatDuration(without)}` : "")
  );
}

export function bytesInWords(policy: Measured, transfer: string): string {
  const [sent, again] = ["sent", "sent.twice"].map((key) => meanOf(policy, transfer, key));
  return `${formatBytes(sent!)} moved${again! > 0 ? `, ${formatBytes(again!)} of it twice` : ""}`;
}

/** Who had to stand in, and for how long nobody could; empty where neither happened. */
export function troubleInWords(policy: Measured, transfer: string): readonly string[] {
  const count = (key: string) => meanOf(policy, transfer, key);
  const takeover = measureOf(policy, `${transfer}.takeover.total`)?.mean ?? null;
  return [
    ...(count("repeated") > 0
      ? [
          formatNumberOf(roundMean(count("repeated")), "takeover") +
            (takeover === null ? "" : ` (${formatDuration(takeover)} after the end of an agent, in the mean)`),
        ]
      : []),
    ...(count("suspended") > 0
      ? [
          `suspended ${formatNumberOf(roundMean(count("suspended")), "time")}, ${formatDuration(count("suspended.time"))} in all`,
        ]
      : []),
    ...(count("skipped") > 0 ? [`${formatNumberOf(roundMean(count("skipped")), "run")} left out`] : []),
    ...(count("refused") > 0 ? [`${formatNumberOf(roundMean(count("refused")), "write")} refused`] : []),
  ];
}
