/** The states of what carries data: whole, cut, slow or lossy. */
import type { Hearing } from "../hearing.js";
import type { SetState, State } from "./subject.js";

interface Condition {
  readonly up: boolean;
  readonly slowness: number;
  readonly loss: number;
}

const WHOLE: Condition = { up: true, slowness: 1, loss: 0 };

/** @param cut what one is called that carries nothing @returns what is to be heard, and the state of one */
export function lineStates(
  set: SetState,
  cut: State,
): { readonly of: (name: string) => State; readonly hears: Hearing } {
  const conditions = new Map<string, Condition>();
  const of = (name: string): State => {
    const { up, slowness, loss } = conditions.get(name) ?? WHOLE;
    if (!up) return cut;
    // What gets lost is sent again: that it is slow besides is the lesser trouble.
    return loss > 0 ? "lossy" : slowness > 1 ? "slow" : "up";
  };
  const learn = (name: string, change: Partial<Condition>): void => {
    conditions.set(name, { ...(conditions.get(name) ?? WHOLE), ...change });
  };
  return {
    of,
    hears: {
      LinkChanged: ({ link, up, at }) => {
        learn(link, { up });
        set(link, of(link), at);
      },
      LinkQualityChanged: ({ link, slowness, loss, at }) => {
        learn(link, { slowness, loss });
        set(link, of(link), at);
      },
    },
  };
}
