/** The steps of a routine, gone through before any failure: what each would do, how long that should take, and what else there is. */
import type { Action, Outcome, Step, Telling } from "../../control/index.js";
import { imagine, kindOf, type WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { PlannedStep } from "./planned-move.js";

/** How outcomes are taken in. */
type Learn<F> = (facts: F, action: Action, outcome: Outcome, now: Micros) => void;

/**
 * Goes through the steps as if each did what it should, so that later ones know what earlier ones have found; but a host that
 * has crashed answers no order, and what is done otherwise is done.
 * @param failed the host whose crash all this is about; absent where none has failed
 */
export function followSteps<F>(
  steps: readonly Step<F>[],
  facts: F,
  world: WorldSpec,
  learn: Learn<F>,
  failed?: string,
): readonly PlannedStep[] {
  return steps.flatMap((step): readonly PlannedStep[] => {
    const act = step.act(facts);
    if ("cannot" in act && Array.isArray(step.otherwise)) {
      // What cannot be done costs nothing: the other way is taken at once.
      const other = followSteps(step.otherwise as readonly Step<F>[], facts, world, learn, failed);
      return [
        { ...plain(step), does: [`cannot be done: ${act.cannot}`], expectedMicros: 0, otherwise: GO_ON },
        ...other,
      ];
    }
    const actions = "do" in act ? act.do : [];
    if (actions.some((action) => isUnanswered(action, failed))) {
      const does = [...actions.map((action) => kindOf(action).say(action, world)), `${failed!} does not answer`];
      const otherwise = sayOtherwise(step, facts, world, learn, failed);
      return [{ ...plain(step), does, expectedMicros: step.within, otherwise, isUnanswered: true }];
    };
    const otherwise = sayOtherwise(step, copyOf(facts), world, learn, failed);
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
  learn: Learn<F>,
  failed: string | undefined,
): PlannedStep["otherwise"] {
  if (otherwise === "skip") return GO_ON;
  if (otherwise === "give-up") return "give up, and try again later";
  if ("again" in otherwise) return `go back to ${otherwise.again} after a pause`;
  return followSteps(otherwise, facts, world, learn, failed);
}

/** All the time of the step passes, and nothing is known then. */
function isUnanswered(action: Action, failed: string | undefined): boolean {
  return action.kind === "order-shutdown" && action.host === failed;
}

/** How long steps should take one after the other; `null` when that of one is not known, or one never ends. */
export function timeOf(steps: readonly PlannedStep[]): Micros | null {
  return steps.reduce<Micros | null>((sum, step) => {
    const own = step.isUnanswered === true ? timeOfOther(step) : 0;
    return sum === null || own === null || step.expectedMicros === null ? null : sum + own + step.expectedMicros;
  }, 0);
}

function timeOfOther({ otherwise }: PlannedStep): Micros | null {
  if (typeof otherwise !== "string") return timeOf(otherwise);
  return otherwise === GO_ON ? 0 : null;
}

/** What is done otherwise, where that is nothing. */
const GO_ON = "go on";
