/** What reports tell of consoles: how many tasks were wanted there, what came of them, and how long the answers took. */
import type { PolicyResult } from "../result/index.js";
import { formatCount, formatDuration, formatNumberOf } from "./number-format.js";
import { measureOf } from "./policy-facts.js";

type Measured = Pick<PolicyResult, "measures">;

/** A measure that consoles alone have: by it they are known. */
const WANTED = ".wanted";

export function consolesIn({ measures }: Measured): readonly string[] {
  return measures.flatMap(({ key }) => (key.endsWith(WANTED) ? [key.slice(0, -WANTED.length)] : []));
}

/** `612 tasks wanted: 610 done, 1 failed, 1 lost`. */
export function tasksInWords(policy: Measured, console: string): string {
  const count = (key: string) => round(measureOf(policy, `${console}.${key}`)?.mean ?? 0);
  const ends = [
    ["completed", "done"],
    ["failed", "failed"],
    ["lost", "lost"],
    ["unanswered", "not answered yet"],
  ].flatMap(([key, word]) => (count(key!) === 0 ? [] : [`${formatCount(count(key!))} ${word}`]));
  return `${formatNumberOf(count("wanted"), "task")} wanted${ends.length === 0 ? "" : `: ${ends.join(", ")}`}`;
}

/** How long answers took, and how many tasks had to be given again; empty where nothing was answered. */
export function answersOfTasks(policy: Measured, console: string): readonly string[] {
  const value = (key: string) => measureOf(policy, `${console}.${key}`)?.mean ?? null;
  const [mean, most, again] = [value("answer.mean"), value("answer.max"), round(value("repeated") ?? 0)];
  return [
    ...(mean === null || most === null
      ? []
      : [`answered within ${formatDuration(mean)} in the mean, ${formatDuration(most)} at most`]),
    ...(again === 0 ? [] : [`${formatCount(again)} given more than once`]),
  ];
}

/** Means of many replications have fractions that say nothing. */
function round(count: number): number {
  return count >= 10 ? Math.round(count) : Math.round(count * 10) / 10;
}
