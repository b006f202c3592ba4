/** A plan as text: what a policy would do, step by step, with figure numbers, expected times and limits. */
import { formatDuration } from "../report/index.js";
import type { Plan, PlannedMove, PlannedStep } from "../scenario/index.js";
import { toSeconds } from "../units/index.js";

export function sayPlan({ policy, about, moves }: Plan): string {
  return [`\nPolicy ${policy}: ${about}`, ...moves.flatMap(sayMove)].join("\n");
}

function sayMove({ services, from, to, excluded, ahead, steps }: PlannedMove): readonly string[] {
  const total = steps.reduce<number | null>(
    (sum, { expectedMicros }) => (sum === null || expectedMicros === null ? null : sum + expectedMicros),
    0,
  );
  const length = total === null || to === null ? "" : `, about ${formatDuration(toSeconds(total))} when all goes well`;
  return [
    `  ${services.join(", ")}: ${from} -> ${to ?? "nobody"}${length}`,
    ...excluded.map(({ host, why }) => `    not ${host}: ${why}`),
    ...ahead.map(({ does, figure }) => `    ${(figure ?? "").padEnd(4)} ahead: ${does}`),
    ...saySteps(steps, "    "),
  ];
}

function saySteps(steps: readonly PlannedStep[], indent: string): readonly string[] {
  return steps.flatMap(({ name, figure, does, withinMicros, expectedMicros, otherwise }) => {
    const expected = expectedMicros === null ? "" : `${formatDuration(toSeconds(expectedMicros))}, `;
    const head = `${indent}${(figure ?? "").padEnd(4)} ${name.padEnd(22)} ${expected}at most ${formatDuration(toSeconds(withinMicros))}`;
    const lines = [head, ...does.map((each) => `${indent}       ${each}`)];
    if (typeof otherwise === "string")
      return otherwise === "go on" ? lines : [...lines, `${indent}       else ${otherwise}`];
    return [...lines, `${indent}       else`, ...saySteps(otherwise, `${indent}       `)];
  });
}
