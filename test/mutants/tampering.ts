/** Ways to break a machine on purpose without touching it: what it asks for and what it hears are changed on the way. */
import type { Action, Effect, Input, Machine, Outcome, Turn } from "../../src/control/index.js";
import type { Micros } from "../../src/units/index.js";

type Logic<Config> = Machine<Config, unknown, Input, Effect>;
export type SentAction = Extract<Effect, { id: number }>;

export interface Tampering {
  /** Answers an action itself, which is then never carried out; `null` lets it pass. */
  readonly answer?: (action: SentAction) => Outcome | null;
  /** Puts other effects in the place of one. */
  readonly replace?: (effect: Effect, now: Micros) => readonly Effect[];
  /** Keeps an input from the machine. */
  readonly swallow?: (input: Input) => boolean;
}

export function tampered<Config>(machine: Logic<Config>, tampering: Tampering): Logic<Config> {
  const { answer = () => null, replace = (effect) => [effect], swallow = () => false } = tampering;
  const finish = (turn: Turn<unknown, Effect>, now: Micros): Turn<unknown, Effect> => {
    let { state } = turn;
    const effects: Effect[] = [];
    const answers: Input[] = [];
    for (const effect of turn.effects) {
      const outcome = isAction(effect) ? answer(effect) : null;
      if (outcome === null || !isAction(effect)) effects.push(...replace(effect, now));
      else answers.push({ kind: "outcome", id: effect.id, outcome });
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

function isAction(effect: Effect): effect is SentAction {
  return "id" in effect;
}

export function isKind<K extends Action["kind"]>(effect: Effect, kind: K): effect is Extract<SentAction, { kind: K }> {
  return effect.kind === kind;
}
