/** The steps of a routine, gone through before any failure: what each would do, how long that should take, and what else there is. */
import { type Action, type Outcome, type Step, type Telling } from "../../control/index.js";
import { imagine, kindOf, type WorldSpec } from "../../model/index.js";
import { type Micros, sayLength } from "../../units/index.js";
import { timeOfCopies } from "./copy-time.js";
import { ImaginedWorld } from "./imagined-world.js";
import type { PlannedStep } from "./planned-move.js";

/** How outcomes are taken in. */
type Learn<F> = (facts: F, action: Action, outcome: Outcome, now: Micros) => void;

/**
 * Goes through the steps as if each did what it should, so that later ones know what earlier ones have found; but who has
 * crashed or has no power answers no order, and what is done otherwise is done.
 * @param failed the host whose crash all this is about; absent where none has failed
 */
export function followSteps<F>(
  steps: readonly Step<F>[],
  facts: F,
  world: WorldSpec,
  learn: Learn<F>,
  failed?: string,
): readonly PlannedStep[] {
  return new Walk(facts, new ImaginedWorld(world, failed), learn).follow(steps);
}

/** One list of steps after the other, each from where the one before has left the world. */
export class Walk<F> {
  /** How long all that has taken so far. */
  private elapsed: Micros = 0;
  /** Devices that were not withdrawn in time, and when they will be. */
  private readonly late: { readonly action: Action; readonly at: Micros }[] = [];

  constructor(
    private readonly facts: F,
    private readonly world: ImaginedWorld,
    private readonly learn: Learn<F>,
    /** From the step on from which the stand-in counts as holder; absent where nothing is asked that comes later. */
    private readonly handOver?: (facts: F) => void,
  ) {}

  follow(steps: readonly Step<F>[]): readonly PlannedStep[] {
    return steps.flatMap((step): readonly PlannedStep[] => {
      this.learnLate();
      const planned = this.planned(step);
      const [first] = planned;
      if (first !== undefined && first.isFailing !== true) this.pass(step, first.expectedMicros);
      return planned;
    });
  }

  private pass({ within }: Step<F>, expected: Micros | null): void {
    this.elapsed += Math.min(expected ?? within, within);
  }

  /** What was given up is done by now. */
  private learnLate(): void {
    for (const { action, at } of this.late.splice(0)) {
      if (at <= this.elapsed) this.learn(this.facts, action, imagine(action), 0);
      else this.late.push({ action, at });
    }
  }

  private planned(step: Step<F>): readonly PlannedStep[] {
    // The routine passes over it in silence, unless something has come up by then.
    if (step.isNeedless?.(this.facts) === true) return [];
    if (step.handsOver === true) this.handOver?.(this.facts);
    const act = step.act(this.facts);
    if ("skip" in act) return [{ ...this.plain(step), does: [`nothing: ${act.skip}`], expectedMicros: 0 }];
    if ("cannot" in act) return this.other(step, act.cannot);
    const meanwhile = (step.meanwhile?.(this.facts) ?? []).map(
      (each) => `meanwhile, again and again: ${this.say(each)}`,
    );
    const does = [...act.do.map((action) => this.say(action)), ...meanwhile];
    if (act.do.some((action) => this.world.isUnanswered(action))) {
      const silent = act.do.flatMap((action) => ("host" in action ? [`${action.host} does not answer`] : []));
      return [this.failing(step, [...does, ...silent], step.within)];
    }
    const told = [...does, ...(act.tell ?? []).map(sayTelling)];
    const plain = this.plain(step);
    const expected = this.expected(step, act.do);
    // What takes longer than it may is given up, be it that it comes to its end later.
    if (expected !== null && expected > step.within) {
      this.world.leaveOver(act.do, expected - step.within);
      this.leaveLate(act.do, expected);
      return [this.failing(step, [...told, `takes longer than it may: ${sayLength(expected)}`], expected)];
    }
    if (expected !== null && this.world.isTooSoon(act.do, expected))
      return [this.failing(step, [...told, "too soon: what was ordered is not done yet"], expected)];
    for (const action of act.do) {
      this.learn(this.facts, action, imagine(action), 0);
      this.world.carryOut(action);
    }
    // What somebody says in answer cannot be imagined.
    if (act.tell === undefined && step.proof?.shownAt(this.facts) === null) return [this.failing(step, told, expected)];
    return [{ ...plain, does: told, expectedMicros: expected }];
  }

  /** A device of which nobody has said that it was withdrawn is not known to be, until somebody does. */
  private leaveLate(actions: readonly Action[], expected: Micros): void {
    for (const action of actions) {
      if (action.kind !== "withdraw") continue;
      this.learn(this.facts, action, { status: "unknown", why: "it takes longer than it may" }, 0);
      this.late.push({ action, at: this.elapsed + expected });
    }
  }

  /** The other way is gone. */
  private failing(step: Step<F>, does: readonly string[], expectedMicros: Micros | null): PlannedStep {
    this.pass(step, expectedMicros);
    return { ...frame(step), does, expectedMicros, otherwise: this.otherwise(step, this), isFailing: true };
  }

  /** What cannot be done costs nothing: the other way, if there is one, is taken at once. */
  private other(step: Step<F>, why: string): readonly PlannedStep[] {
    const does = [`cannot be done: ${why}`];
    if (Array.isArray(step.otherwise)) {
      const other = this.follow(step.otherwise as readonly Step<F>[]);
      return [{ ...frame(step), does, expectedMicros: 0, otherwise: GO_ON }, ...other];
    }
    return [{ ...this.plain(step), does, expectedMicros: step.otherwise === "skip" ? 0 : null }];
  }

  /** Actions of one step run side by side, once the position is stored; `null` when the time of one is not known. */
  private expected(step: Step<F>, actions: readonly Action[]): Micros | null {
    const { spec } = this.world;
    const copies = actions.filter((action) => action.kind === "copy");
    const times = actions.map((action) =>
      action.kind === "copy" ? timeOfCopies(copies, spec) : (kindOf(action).takes?.(action, spec) ?? null),
    );
    const own =
      step.expects?.(this.facts) ?? (times.includes(null) ? null : Math.max(0, ...times.map((time) => time ?? 0)));
    if (own === null) return null;
    const ways = actions.length === 0 ? [0] : actions.map((action) => this.world.wayOf(action));
    return Math.round(
      own + Math.max(...ways) + (this.world.hasJustGotPower(actions) ? 0 : (spec.controller.store ?? 0)),
    );
  }

  private plain(step: Step<F>): Omit<PlannedStep, "does" | "expectedMicros"> {
    return { ...frame(step), otherwise: this.otherwise(step, null) };
  }

  /** @param walk that which goes on there; `null` for a way apart, which is made only where there is one */
  private otherwise({ otherwise }: Step<F>, walk: Walk<F> | null): PlannedStep["otherwise"] {
    if (otherwise === "skip") return GO_ON;
    if (otherwise === "give-up") return "give up, and try again later";
    if ("again" in otherwise) return `go back to ${otherwise.again} after a pause`;
    return (walk ?? new Walk(copyOf(this.facts), this.world.copy(), this.learn, this.handOver)).follow(otherwise);
  }

  private say(action: Action): string {
    return kindOf(action).say(action, this.world.spec);
  }
}

/** What is done otherwise, where that is nothing. */
const GO_ON = "go on";

function frame<F>({ name, figure, within }: Step<F>) {
  return { name, figure: figure ?? null, withinMicros: within };
}

function sayTelling({ to: { place, over }, body }: Telling): string {
  return `say ${body.kind} to ${place}${over === undefined ? "" : ` over ${over}`}`;
}

/** Plain data: what one way teaches is not known on the other. */
function copyOf<F>(facts: F): F {
  return JSON.parse(JSON.stringify(facts)) as F;
}

/** How long steps should take one after the other; `null` when that of one is not known, or one never ends. */
export function timeOf(steps: readonly PlannedStep[]): Micros | null {
  return steps.reduce<Micros | null>((sum, step) => {
    const { expectedMicros: expected, withinMicros: within, isFailing = false } = step;
    const other = isFailing ? timeOfOther(step) : 0;
    return sum === null || other === null || expected === null ? null : sum + other + Math.min(expected, within);
  }, 0);
}

function timeOfOther({ otherwise }: PlannedStep): Micros | null {
  if (typeof otherwise !== "string") return timeOf(otherwise);
  return otherwise === GO_ON ? 0 : null;
}
