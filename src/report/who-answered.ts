/** Who answered how much of what was asked, and which hosts helped whom when. */
import type { PolicyResult } from "../result/index.js";
import { formatCount, formatDuration, formatNumberOf, formatShare } from "./number-format.js";
import type { ScaleMark } from "./scale-actions.js";

export interface HostAnswers {
  readonly host: string;
  /** In the mean of the replications. */
  readonly answered: number;
  /** Of what all hosts answered. */
  readonly share: number;
}

/** Hosts that answered anything, whoever answered most first. */
export function answersOf({ measures }: Pick<PolicyResult, "measures">): readonly HostAnswers[] {
  const found = measures.flatMap(({ key, mean }) =>
    key.endsWith(SUFFIX) && mean !== null && mean > 0 ? [{ host: key.slice(0, -SUFFIX.length), answered: mean }] : [],
  );
  const all = found.reduce((sum, { answered }) => sum + answered, 0);
  return found
    .map((each) => ({ ...each, share: each.answered / all }))
    .toSorted((a, b) => b.answered - a.answered || (a.host < b.host ? -1 : 1));
}

const SUFFIX = ".answered";

/** So many hosts are told one by one. */
const MOST_TOLD = 5;

/** `requests answered by web-1 61 %, web-2 39 %`; `null` where one host answered all, or none anything. */
export function answersInWords(policy: Pick<PolicyResult, "measures">): string | null {
  const all = answersOf(policy);
  if (all.length < 2) return null;
  const told = all.slice(0, all.length > MOST_TOLD + 1 ? MOST_TOLD : all.length);
  const rest = all.slice(told.length);
  const shares = told.map(({ host, share }) => `${host} ${formatShare(share)}`);
  const others = rest.reduce((sum, { share }) => sum + share, 0);
  if (rest.length > 0) shares.push(`${formatNumberOf(rest.length, "other")} ${formatShare(others)}`);
  return `requests answered by ${shares.join(", ")}`;
}

/** So many hosts have a row of their own. */
const MOST_ROWS = 20;

/** Hosts that answered anything, with counts and shares, each a row; empty where one host answered all, or none anything. */
export function answersTable(policy: Pick<PolicyResult, "measures">): readonly (readonly [string, string, string])[] {
  const all = answersOf(policy);
  if (all.length < 2) return [];
  const told = all.slice(0, all.length > MOST_ROWS + 1 ? MOST_ROWS : all.length);
  const rest = all.slice(told.length);
  const row = (name: string, its: readonly HostAnswers[]): readonly [string, string, string] => {
    const sum = (of: (each: HostAnswers) => number): number => its.reduce((total, each) => total + of(each), 0);
    return [name, formatCount(Math.round(sum(({ answered }) => answered))), formatShare(sum(({ share }) => share))];
  };
  return [
    ...told.map((each) => row(each.host, [each])),
    ...(rest.length > 0 ? [row(formatNumberOf(rest.length, "other"), rest)] : []),
  ];
}

/** A stretch of time in which a host worked for a service that is not its own. */
export interface Help {
  readonly service: string;
  readonly host: string;
  readonly fromSeconds: number;
  /** `null`: it still helped when the run ended. */
  readonly toSeconds: number | null;
}

/** @param marks in the order of time @returns in the order in which they began */
export function helpOf(marks: readonly ScaleMark[]): readonly Help[] {
  const open = new Map<string, number>();
  const found: Help[] = [];
  for (const { atSeconds, service, host, sign } of marks) {
    const key = JSON.stringify([service, host]);
    if (sign === "+") {
      open.set(key, found.length);
      found.push({ service, host, fromSeconds: atSeconds, toSeconds: null });
      continue;
    }
    const place = open.get(key);
    open.delete(key);
    if (place !== undefined) found[place] = { ...found[place]!, toSeconds: atSeconds };
  }
  return found;
}

/** `from 17:15 to 21:30` for each stretch; of many, how often and how long in all. */
export function stretchesInWords(
  help: readonly Help[],
  instant: (seconds: number) => string,
  endSeconds: number,
): readonly string[] {
  if (help.length > MOST_TOLD) {
    const seconds = help.reduce((sum, each) => sum + (each.toSeconds ?? endSeconds) - each.fromSeconds, 0);
    return [`${formatCount(help.length)} times, ${formatDuration(seconds)} in all`];
  }
  return help.map(({ fromSeconds, toSeconds }) => {
    return `from ${instant(fromSeconds)} to ${toSeconds === null ? "the end" : instant(toSeconds)}`;
  });
}

export function groupHelp(
  help: readonly Help[],
  keyOf: (help: Help) => string,
): readonly (readonly [string, readonly Help[]])[] {
  const keys = [...new Set(help.map(keyOf))];
  return keys.map((key) => [key, help.filter((each) => keyOf(each) === key)]);
}

/** Which hosts helped a service, and when; of many hosts those that helped longest. */
export function helpInWords(
  help: readonly Help[],
  instant: (seconds: number) => string,
  endSeconds: number,
): readonly string[] {
  const byHost = groupHelp(help, ({ host }) => host);
  const length = (its: readonly Help[]): number =>
    its.reduce((sum, { fromSeconds, toSeconds }) => sum + (toSeconds ?? endSeconds) - fromSeconds, 0);
  const longest = byHost.toSorted(([, a], [, b]) => length(b) - length(a));
  const told = longest.slice(0, MOST_TOLD);
  const others = longest.length - told.length;
  return [
    ...told.map(([host, its]) => `${host} helped ${stretchesInWords(its, instant, endSeconds).join(", ")}`),
    ...(others > 0 ? [`and ${formatNumberOf(others, "other")} helped`] : []),
  ];
}
