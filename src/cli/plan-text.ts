/** A plan as text: what a policy would do, step by step, with figure numbers, expected times and limits. */
import { formatDuration } from "../report/index.js";
import { type Plan, type PlannedMove, type PlannedStep, timeOf } from "../scenario/index.js";
import { type Micros, toSeconds } from "../units/index.js";
import { hanging } from "./terminal.js";

/** Of a routine's name and figure; what a step does stands a little to the right of it. */
const STEP = "    ";
const DOES = " ".repeat(7);

export function sayPlan({ policy, about, moves }: Plan): string {
  return ["", ...hanging("", `Policy ${policy}: ${about}`), ...moves.flatMap(sayMove)].join("\n");
}

function sayMove(move: PlannedMove): readonly string[] {
  const { subjects, from, to, excluded, ahead, steps } = move;
  const total = timeOf(steps);
  const length = total === null || to === null ? "" : `, about ${said(total)} when all goes well`;
  return [
    ...hanging("  ", `${subjects.join(", ")}: ${from} -> ${to ?? "nobody"}${length}`),
    ...excluded.flatMap(({ host, why }) => hanging(STEP, `not ${host}: ${why}`)),
    ...sayNotices(move),
    ...ahead.flatMap(({ does, figure }) => hanging(`${STEP}${(figure ?? "").padEnd(4)} `, `ahead: ${does}`)),
    ...saySteps(steps, STEP),
  ];
}

function sayNotices({ notices, noticedWithinMicros: within }: PlannedMove): readonly string[] {
  if (notices.length === 0) return [];
  const head = headOf(STEP, null, "notice", within === null ? "" : `a crash within ${said(within)}`);
  return [head, ...notices.flatMap((each) => hanging(STEP + DOES, each))];
}

function saySteps(steps: readonly PlannedStep[], indent: string): readonly string[] {
  return steps.flatMap(({ name, figure, does, withinMicros, expectedMicros, otherwise }) => {
    const expected = expectedMicros === null ? "" : `${said(expectedMicros)}, `;
    const inside = indent + DOES;
    const lines = [
      headOf(indent, figure, name, `${expected}at most ${said(withinMicros)}`),
      ...does.flatMap((each) => hanging(inside, each)),
    ];
    if (typeof otherwise === "string")
      return otherwise === "go on" ? lines : [...lines, ...hanging(inside, `else ${otherwise}`)];
    return [...lines, `${inside}else`, ...saySteps(otherwise, inside)];
  });
}

function headOf(indent: string, figure: string | null, name: string, length: string): string {
  return `${indent}${(figure ?? "").padEnd(4)} ${name.padEnd(22)} ${length}`.trimEnd();
}

function said(time: Micros): string {
  return formatDuration(toSeconds(time));
}
