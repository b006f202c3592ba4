/** A plan as text: what a policy would do, step by step, with figure numbers, expected times and limits. */
import { formatDuration, TERMINAL_COLUMNS } from "../report/index.js";
import { type Plan, type PlannedMove, type PlannedStep, timeOf } from "../scenario/index.js";
import { type Micros, someOf, toSeconds } from "../units/index.js";
import { hanging } from "./terminal.js";

/** Of a routine's name and figure; what a step does stands a little to the right of it. */
const STEP = "    ";
const DOES = " ".repeat(7);

export function sayPlan({ policy, about, moves }: Plan): string {
  return ["", ...hanging("", `Policy ${policy}: ${about}`), ...moves.flatMap(sayMove)].join("\n");
}

function sayMove(move: PlannedMove): readonly string[] {
  const { to, excluded, ahead, steps, noticedWithinMicros } = move;
  const length = to === null || steps.length === 0 ? "" : sayLength(timeOf(steps), noticedWithinMicros);
  return [
    ...hanging("  ", `${sayWho(move)}${sayLikewise(move)}${length}`),
    ...sayAlike(move),
    ...excluded.flatMap(({ host, why, alike = [] }) =>
      hanging(
        STEP,
        `not ${host}: ${why}${alike.length === 0 ? "" : ` (nor ${someOf(alike, EXAMPLES)}, for the same reason)`}`,
      ),
    ),
    ...sayNotices(move),
    ...ahead.flatMap(({ does, figure }) =>
      hanging(`${STEP}${(figure ?? "").padEnd(4)} `, `${sayAhead(move)}: ${does}`),
    ),
    ...saySteps(steps, STEP),
    ...sayNext(move),
  ];
}

function sayAhead({ aheadUnless }: PlannedMove): string {
  return aheadUnless === undefined ? "ahead" : `ahead, while ${aheadUnless} cannot stand in`;
}

/** What comes of a second failure. */
function sayNext({ from, to, next }: PlannedMove): readonly string[] {
  if (next === undefined || to === null) return [];
  const when = `should ${to} fail before ${from} is repaired:`;
  if (next.to === null) {
    const why = next.why === undefined ? "" : ` (${next.why})`;
    return hanging(STEP, `${when} nobody takes over${why}, an outage until a repair`);
  }
  const time = sayLength(next.expectedMicros, next.noticedWithinMicros);
  return hanging(STEP, `${when} ${to} -> ${next.to}${time}`);
}

/** How long users wait: until the crash is known, at the latest, and until all steps are done. */
function sayLength(steps: Micros | null, notice: Micros | null): string {
  if (steps === null) return "";
  return notice === null
    ? `, about ${said(steps)} when all goes well`
    : `, about ${said(notice + steps)} from a crash when all goes well`;
}

function sayWho({ subjects, from, to }: Pick<PlannedMove, "subjects" | "from" | "to">): string {
  return `${subjects.join(", ")}: ${from} -> ${to ?? "nobody"}`;
}

function sayLikewise({ orLikewise = 0, notWorkedOut = 0 }: PlannedMove): string {
  const likewise = orLikewise === 0 ? "" : ` or ${orLikewise} others alike`;
  return notWorkedOut === 0 ? likewise : `${likewise}, or ${notWorkedOut} others, for whom no plan was made`;
}

/** Moves that differ from one that is told by names alone. */
function sayAlike({ alike = [], differingBy = "names alone" }: PlannedMove): readonly string[] {
  if (alike.length === 0) return [];
  return hanging(
    STEP,
    `and ${alike.length} more that differ by ${differingBy}: ${someOf(alike.map(sayWho), EXAMPLES, "; ")}`,
  );
}

/** So many names are enough to know of whom one speaks. */
const EXAMPLES = 4;

function sayNotices({ notices, noticedWithinMicros: within }: PlannedMove): readonly string[] {
  if (notices.length === 0) return [];
  const head = headOf(STEP, null, "notice", within === null ? "" : `a crash within ${said(within)}`);
  return [...head, ...notices.flatMap((each) => hanging(STEP + DOES, each))];
}

function saySteps(steps: readonly PlannedStep[], indent: string): readonly string[] {
  return steps.flatMap(({ name, figure, does, withinMicros, expectedMicros, otherwise }) => {
    const expected = expectedMicros === null ? "" : `${said(expectedMicros)}, `;
    const inside = indent + DOES;
    const lines = [
      ...headOf(indent, figure, name, `${expected}at most ${said(withinMicros)}`),
      ...does.flatMap((each) => hanging(inside, each)),
    ];
    if (typeof otherwise === "string")
      return otherwise === "go on" ? lines : [...lines, ...hanging(inside, `else ${otherwise}`)];
    return [...lines, `${inside}else`, ...saySteps(otherwise, inside)];
  });
}

function headOf(indent: string, figure: string | null, name: string, length: string): readonly string[] {
  const lead = `${indent}${(figure ?? "").padEnd(4)} `;
  const line = `${lead}${name.padEnd(22)} ${length}`.trimEnd();
  return line.length <= TERMINAL_COLUMNS ? [line] : hanging(lead, `${name} ${length}`);
}

function said(time: Micros): string {
  return formatDuration(toSeconds(time));
}
