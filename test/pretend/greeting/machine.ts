/** A machine that says hello to another one over several networks, and makes friends with it when it hears it. */
import {
  type Desk,
  type Effect,
  enterStep,
  type Input,
  type Machine,
  type MessageOf,
  newDesk,
  newRoutine,
  onRoutineEvidence,
  onRoutineOutcome,
  onRoutineTimer,
  type Out,
  act,
  contextOf,
  type Reason,
  type RoutineContext,
  type RoutineProgress,
  type RoutineState,
  setTimer,
  settle,
  stepAt,
  storeBefore,
  takeTimer,
  takeUp,
  tell,
  tellBegun,
  tellEnded,
  type TimerName,
  type Turn,
  type Undertaking,
} from "../../../src/control/index.js";
import type { Micros } from "../../../src/units/index.js";
import { type Facts, friendshipSteps, type Pair } from "./steps.js";

export interface GreetingConfig extends Pair {
  readonly over: readonly string[];
  /** Every so often it says hello, and after so many missed ones the other one counts as silent. */
  readonly every: Micros;
  readonly misses: number;
  /** It is the one who greets; the other one greets back. */
  readonly begins: boolean;
  /** How friendship is made; absent: as is usual. */
  readonly steps?: typeof friendshipSteps;
}

export interface GreetingState {
  readonly config: GreetingConfig;
  readonly desk: Desk<"friendship">;
  facts: Facts;
  lastHeardAt: Micros;
  friends: boolean;
  /** Where it is at becoming friends; `null` when it is at nothing. */
  making: RoutineState | null;
  made: number;
}

type Position = Pick<GreetingState, "desk" | "facts" | "friends" | "making" | "made">;

const POSITION = "position";
const STEP: TimerName = { kind: "step", subject: "friendship" };

export const greeter: Machine<GreetingConfig, GreetingState, Input, Effect> = {
  start(config, now) {
    const facts = { heardOver: [], greetedBackAt: null };
    const desk = newDesk<"friendship">();
    const state = { config, desk, facts, lastHeardAt: now, friends: false, making: null, made: 0 };
    return { state, effects: sayHello(config) };
  },
  step(state, input, now) {
    const out: Out = [];
    take(state, input, now, out);
    return storing(state, out);
  },
  restart(config, disk, now) {
    const stored = disk[POSITION] as Position | undefined;
    if (stored === undefined) return greeter.start(config, now);
    const { facts, friends, making, made } = stored;
    const state = { config, desk: newDesk<"friendship">(), facts, lastHeardAt: now, friends, making, made };
    const out = sayHello(config);
    takeUp(state.desk, stored.desk, () => true, now, out);
    for (const over of facts.heardOver) awaitHello(state, over, now, out);
    if (making !== null) takeUpFriendship(state, making, now, out);
    return storing(state, out);
  },
};

/** Nothing is said or done that would not be known after a restart; timers are set anew then. */
function storing(state: GreetingState, out: Out): Turn<GreetingState, Effect> {
  const { desk, facts, friends, making, made } = state;
  const movesOn = ({ kind }: Effect) => kind === "act" || kind === "send" || kind === "note";
  return { state, effects: storeBefore(out, POSITION, movesOn, () => ({ desk, facts, friends, making, made })) };
}

function sayHello({ acquaintance, other, over, every }: GreetingConfig): Out {
  return over.map((network) => ({
    kind: "beat",
    beat: { kind: "hello", subject: `${acquaintance} over ${network}` },
    to: { place: other, over: network },
    every,
    body: { kind: "hello", acquaintance },
  }));
}

function take(state: GreetingState, input: Input, now: Micros, out: Out): void {
  switch (input.kind) {
    case "message": {
      const { body, over, heardAt } = input;
      // Others at this place may be told of, who know other people.
      if (over === null || !("acquaintance" in body) || body.acquaintance !== state.config.acquaintance) return;
      return hear(state, body, over, { heardAt, now }, out);
    }
    case "timer": {
      const { kind, subject } = input.timer;
      takeTimer(state.desk, input.timer);
      if (kind === "silent") return hearNothing(state, subject.split(" over ")[1]!, out);
      return proceed(state, now, out, onRoutineTimer);
    }
    case "outcome": {
      const { id, outcome } = input;
      if (settle(state.desk, id) === undefined) return;
      return proceed(state, now, out, (making, context) => onRoutineOutcome(making, context, id, outcome));
    }
  }
}

function hear(
  state: GreetingState,
  body: MessageOf<"hello" | "greeting" | "greeted-back">,
  over: string,
  { heardAt, now }: { readonly heardAt: Micros; readonly now: Micros },
  out: Out,
): void {
  const { acquaintance, other, self, begins } = state.config;
  switch (body.kind) {
    case "hello": {
      const { facts } = state;
      state.lastHeardAt = heardAt;
      if (!facts.heardOver.includes(over)) state.facts = { ...facts, heardOver: [...facts.heardOver, over] };
      if (begins && !state.friends && state.making === null) begin(state, { rule: "hello-heard", over }, now, out);
      return awaitHello(state, over, heardAt, out);
    }
    case "greeting":
      out.push({ kind: "note", note: { kind: "acquainted", acquaintance, host: self } });
      return tell({ place: other, over }, { kind: "greeted-back", acquaintance }, out);
    case "greeted-back":
      state.facts = { ...state.facts, greetedBackAt: now };
      return proceed(state, now, out, onRoutineEvidence);
  }
}

/** As long as it has no friend, whoever begins needs each hello: it may begin with any. */
function awaitHello({ config, desk, friends }: GreetingState, over: string, heardAt: Micros, out: Out): void {
  const { acquaintance, other, every, misses, begins } = config;
  const subject = `${acquaintance} over ${over}`;
  const putOffBy = { from: other, kind: "hello", about: subject };
  const timer = { kind: "silent", subject, at: heardAt + misses * every, afterMessages: true, putOffBy } as const;
  setTimer(desk, begins && !friends ? { ...timer, unsteady: true } : timer, out);
}

function hearNothing(state: GreetingState, over: string, out: Out): void {
  const { facts, config, friends, lastHeardAt } = state;
  state.facts = { ...facts, heardOver: facts.heardOver.filter((each) => each !== over) };
  if (!friends || state.facts.heardOver.length > 0) return;
  state.friends = false;
  const because: Reason = { rule: "silent-everywhere", since: lastHeardAt };
  out.push({ kind: "note", note: { kind: "estranged", acquaintance: config.acquaintance, because } });
}

// ---- becoming friends

function begin(state: GreetingState, because: Reason, now: Micros, out: Out): void {
  state.made += 1;
  state.making = newRoutine(now);
  tellBegun(undertakingOf(state), "greet and wave", because, out);
  proceed(state, now, out, enterStep);
}

/** The outcome of what it did last is lost: it does that step again. */
function takeUpFriendship(state: GreetingState, making: RoutineState, now: Micros, out: Out): void {
  const step = stepAt(stepsOf(state), making.path);
  if (step !== null) {
    const because: Reason = { rule: "controller-restarted" };
    const ended = { kind: "step-ended", step: step.name, figure: null, result: "unknown", because } as const;
    out.push({ kind: "note", note: { ...ended, of: undertakingOf(state) } });
  }
  proceed(state, now, out, enterStep);
}

function proceed(
  state: GreetingState,
  now: Micros,
  out: Out,
  goOn: (making: RoutineState, context: RoutineContext<Facts>) => RoutineProgress,
): void {
  if (state.making === null) return;
  const progress = goOn(state.making, contextOfFriendship(state, now, out));
  if (progress === "running") return;
  state.making = null;
  state.friends = progress === "done";
  const because: Reason =
    progress === "done" ? { rule: "all-steps-done" } : { rule: "gave-up", step: progress.gaveUpAt };
  tellEnded(undertakingOf(state), progress === "done" ? "done" : "given-up", because, out);
}

function contextOfFriendship(state: GreetingState, now: Micros, out: Out): RoutineContext<Facts> {
  const { desk, facts } = state;
  const running = {
    of: undertakingOf(state),
    steps: stepsOf(state),
    facts,
    emit: (action: Parameters<typeof act>[1], because: Reason) => act(desk, action, because, "friendship", out),
    timer: STEP,
    handOver: () => undefined,
  };
  return contextOf(desk, running, now, out);
}

function stepsOf({ config }: GreetingState) {
  return (config.steps ?? friendshipSteps)(config);
}

function undertakingOf({ config, made }: GreetingState): Undertaking {
  const { acquaintance, self, other } = config;
  const subjects = [{ kind: "acquaintance", name: acquaintance }];
  return {
    family: "greeting",
    kind: "friendship",
    id: `${acquaintance} ${made}`,
    subjects,
    from: self,
    to: other,
    recovers: false,
  };
}
