/** Ways to break a machine on purpose without touching it: what it asks for and what it hears are changed on the way. */
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
type Act = Extract<Effect, { kind: "act" }>;
/** An effect that asks for an action of one kind. */
export type Asking<Kind extends ActionKind> = Act & { readonly action: ActionOf<Kind> };

export interface Tampering {
  /** Answers an action itself, which is then never carried out; `null` lets it pass. */
  readonly answer?: (action: Action) => Outcome | null;
  /** Answers a message itself, which is then never sent; `null` lets it pass. */
  readonly reply?: (message: Message) => Message | null;
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
  return {
    start: (config, now) => finish(machine.start(config, now), now),
    step: (state, input, now) =>
      swallow(input) ? { state, effects: [] } : finish(machine.step(state, input, now), now),
  };
}

function answerTo(effect: Effect, { answer, reply }: Tampering, now: Micros): Input | null {
  if (effect.kind === "act") {
    const outcome = answer?.(effect.action) ?? null;
    return outcome === null ? null : { kind: "outcome", id: effect.id, outcome };
  }
  if (effect.kind !== "send") return null;
  const body = reply?.(effect.body) ?? null;
  return body === null ? null : { kind: "message", from: effect.to, over: null, heardAt: now, count: 1, body };
}

export function isKind<Kind extends ActionKind>(action: Action, kind: Kind): action is ActionOf<Kind> {
  return action.kind === kind;
}

export function asksFor<Kind extends ActionKind>(effect: Effect, kind: Kind): effect is Asking<Kind> {
  return effect.kind === "act" && isKind(effect.action, kind);
}

/** The effect with something else in its action. */
export function changed<Kind extends ActionKind>(effect: Asking<Kind>, change: Partial<ActionOf<Kind>>): Effect {
  return { ...effect, action: { ...effect.action, ...change } as Action };
}
