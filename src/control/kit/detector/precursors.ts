/** A series of minor errors of one component foretells its failure, in time for an orderly shutdown. */
import { sayLength } from "../../../units/index.js";
import { completesSeries, type MinorErrors, type SeriesPolicy } from "../minor-errors.js";
import { type Detector, waitsForNothing } from "./detector.js";

interface PrecursorsState {
  readonly times: MinorErrors;
  /** The component whose series was complete first. */
  foretold: string | null;
}

export const precursors: Detector<SeriesPolicy, PrecursorsState> = {
  name: "precursors",
  about: "failure imminent when one component had so many minor errors within such a time",
  judges: "condition",
  needsAgent: true,
  policyFor: ({ precursors }) => precursors ?? null,
  sign: ({ count, within }) => `${count} minor errors of a component within ${sayLength(within)}, before it fails`,
  begin: () => ({ times: {}, foretold: null }),
  hear: (state, evidence, policy) => {
    if (evidence.kind !== "minor-error") return;
    if (completesSeries(state.times, evidence.component, evidence.at, policy)) state.foretold ??= evidence.component;
  },
  ...waitsForNothing,
  opinion: ({ foretold }, { count, within }) =>
    foretold === null
      ? null
      : { verdict: "failure imminent", because: { rule: "minor-errors", component: foretold, count, within } },
};
