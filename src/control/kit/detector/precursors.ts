/** A series of minor errors of one component foretells its failure, in time for an orderly shutdown. */
import type { Micros } from "../../../units/index.js";
import { sayTime } from "../../say.js";
import { type Detector, waitsForNothing } from "./detector.js";

interface PrecursorsPolicy {
  readonly count: number;
  readonly within: Micros;
}

interface PrecursorsState {
  /** The latest errors of each component, oldest first, at most `count` of each. */
  readonly times: Record<string, Micros[]>;
  /** The component whose series was complete first. */
  foretold: string | null;
}

export const precursors: Detector<PrecursorsPolicy, PrecursorsState> = {
  name: "precursors",
  about: "failure imminent when one component had so many minor errors within such a time",
  judges: "condition",
  needsAgent: true,
  policyFor: ({ precursors }) => precursors ?? null,
  sign: ({ count, within }) => `${count} minor errors of a component within ${sayTime(within)}, before it fails`,
  begin: () => ({ times: {}, foretold: null }),
  hear: (state, evidence, { count, within }) => {
    if (evidence.kind !== "minor-error") return;
    const times = [...(state.times[evidence.component] ?? []), evidence.at].slice(-count);
    state.times[evidence.component] = times;
    if (times.length === count && evidence.at - times[0]! <= within) state.foretold ??= evidence.component;
  },
  ...waitsForNothing,
  opinion: ({ foretold }, { count, within }) =>
    foretold === null
      ? null
      : { verdict: "failure imminent", because: { rule: "minor-errors", component: foretold, count, within } },
};
