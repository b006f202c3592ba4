/** Machines that are broken on purpose: each of their turns is changed, in what goes in or in what comes of it. */
import type { Effect, Input, Machine } from "../../src/control/index.js";

export type Turn<State> = ReturnType<Machine<unknown, State, Input, Effect>["step"]>;

/** @param step goes as shipped, with the same input or another one, and makes of that what it likes */
export function changed<Config, State>(
  shipped: Machine<Config, State, Input, Effect>,
  step: (go: (input?: Input) => Turn<State>, state: State, input: Input) => Turn<State>,
) {
  return {
    ...shipped,
    step: (state: State, input: Input, now: number) =>
      step((instead = input) => shipped.step(state, instead, now), state, input),
  } as never;
}

/** Effects of which each may be another, or several, or none. */
export function replacing<State>(
  { state, effects }: Turn<State>,
  by: (effect: Effect) => readonly Effect[],
): Turn<State> {
  return { state, effects: effects.flatMap(by) };
}
