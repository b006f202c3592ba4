/** The steps of a routine, gone through before any failure: what each would do, how long that should take, and what else there is. */
import type { Action, Outcome, Step, Telling } from "../../control/index.js";
import { imagine, kindOf, type WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { PlannedStep } from "./planned-move.js";

/** Goes through the steps as if each did what it should, so that later ones know what earlier ones have found. */
export function followSteps<F>(
  steps: readonly Step<F>[],
  facts: F,
  world: WorldSpec,
  learn: (facts: F, action: Action, outcome: Outcome, now: Micros) => void,
): readonly PlannedStep[] {
  return steps.flatMap((step): readonly PlannedStep[] => {
    const act = step.act(facts);
    if ("cannot" in act && Array.isArray(step.otherwise)) {
      // What cannot be done costs nothing: the other way is taken at once.
      const other = followSteps(step.otherwise as readonly Step<F>[], facts, world, learn);
      return [
        { ...plain(step), does: [`cannot be done: ${act.cannot}`], expectedMicros: 0, otherwise: "go on" },
        ...other,
      ];
    }
    const actions = "do" in act ? act.do : [];
    const otherwise = sayOtherwise(step, facts, world, learn);
    const expected = step.expects?.(facts) ?? meanTimeOf(actions, world);
    for (const action of actions) learn(facts, action, imagine(action), 0);
    const planned: PlannedStep = {
      ...plain(step),
      does:
        "do" in act
          ? [...actions.map((action) => kindOf(action).say(action, world)), ...(act.tell ?? []).map(sayTelling)]
          : ["skip" in act ? `nothing: ${act.skip}` : `cannot be done: ${act.cannot}`],
      expectedMicros: "do" in act ? expected : "skip" in act ? 0 : null,
      otherwise,
    };
    return [planned];
  });
}

function plain<F>({ name, figure, within }: Step<F>) {
  return { name, figure: figure ?? null, withinMicros: within };
}

function sayTelling({ to: { place, over }, body }: Telling): string {
  return `say ${body.kind} to ${place}${over === undefined ? "" : ` over ${over}`}`;
}

/** Of actions that run side by side; `null` when that of one is not known. */
function meanTimeOf(actions: readonly Action[], world: WorldSpec): Micros | null {
  const times = actions.map((action) => kindOf(action).takes?.(action, world) ?? null);
  return times.includes(null) ? null : Math.round(Math.max(0, ...times.map((time) => time ?? 0)));
}

/** Plain data: what one way teaches is not known on the other. */
function copyOf<F>(facts: F): F {
  return JSON.parse(JSON.stringify(facts)) as F;
}

function sayOtherwise<F>(
  { otherwise }: Step<F>,
  facts: F,
  world: WorldSpec,
  learn: Parameters<typeof followSteps<F>>[3],
): PlannedStep["otherwise"] {
  if (otherwise === "skip") return "go on";
  if (otherwise === "give-up") return "give up, and try again later";
  if ("again" in otherwise) return `go back to ${otherwise.again} after a pause`;
  return followSteps(otherwise, copyOf(facts), world, learn);
}
