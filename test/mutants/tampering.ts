/** Ways to break a machine on purpose without touching it: what it asks for, what it says and what it hears are changed on the way. */
import type {
  Action,
  ActionKind,
  ActionOf,
  Effect,
  Input,
  Machine,
  Message,
  Outcome,
  Turn,
} from "../../src/control/index.js";
import type { Micros } from "../../src/units/index.js";

type Logic<Config> = Machine<Config, unknown, Input, Effect>;

/** An effect that has the world do something. */
export type Order<Kind extends ActionKind = ActionKind> = Extract<Effect, { kind: "act" }> & {
  readonly action: ActionOf<Kind>;
};

export interface Tampering {
  /** Answers an action itself, which is then never carried out; `null` lets it pass. */
  readonly answer?: (action: Action) => Outcome | null;
  /** Answers what is said to others itself, whom it then never reaches; `null` lets it pass. */
  readonly reply?: (said: Message) => Message | null;
  /** Puts other effects in the place of one. */
  readonly replace?: (effect: Effect, now: Micros) => readonly Effect[];
  /** Keeps an input from the machine. */
  readonly swallow?: (input: Input) => boolean;
}

export function tampered<Config>(machine: Logic<Config>, tampering: Tampering): Logic<Config> {
  const { replace = (effect) => [effect], swallow = () => false } = tampering;
  const finish = (turn: Turn<unknown, Effect>, now: Micros): Turn<unknown, Effect> => {
    let { state } = turn;
    const effects: Effect[] = [];
    const answers: Input[] = [];
    for (const effect of turn.effects) {
      const answer = answerTo(effect, tampering, now);
      if (answer === null) effects.push(...replace(effect, now));
      else answers.push(answer);
    }
    for (const input of answers) {
      const next = finish(machine.step(state, input, now), now);
      state = next.state;
      effects.push(...next.effects);
    }
    return { state, effects };
  };
  const { restart } = machine;
  return {
    start: (config, now) => finish(machine.start(config, now), now),
    // What is broken stays broken when the machine starts again, and nothing else is.
    ...(restart !== undefined && {
      restart: (config: Config, disk: Readonly<Record<string, unknown>>, now: Micros) =>
        finish(restart(config, disk, now), now),
    }),
    step: (state, input, now) =>
      swallow(input) ? { state, effects: [] } : finish(machine.step(state, input, now), now),
  };
}

function answerTo(effect: Effect, { answer, reply }: Tampering, now: Micros): Input | null {
  if (effect.kind === "act") {
    const outcome = answer?.(effect.action) ?? null;
    return outcome && { kind: "outcome", id: effect.id, outcome };
  }
  if (effect.kind !== "send") return null;
  const body = reply?.(effect.body) ?? null;
  return body && { kind: "message", from: effect.to.place, over: effect.to.over ?? null, heardAt: now, count: 1, body };
}

export function orders<Kind extends ActionKind>(effect: Effect, kind: Kind): effect is Order<Kind> {
  return effect.kind === "act" && effect.action.kind === kind;
}

export function says(input: Input, kind: Message["kind"]): boolean {
  return input.kind === "message" && input.body.kind === kind;
}

/** Another action in the place of that of an order. */
export function instead(order: Order, action: Action): Effect {
  return { ...order, action };
}
