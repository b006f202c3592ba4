/** The agent of a host recognises by itself that one of its components is about to fail, and says so. */
import type { Reason } from "../../words.js";
import { type Detector, waitsForNothing } from "./detector.js";

interface ForetoldState {
  first: Reason | null;
}

export const foretold: Detector<true, ForetoldState> = {
  name: "foretold",
  about: "failure imminent when the agent has recognised a series of minor errors",
  judges: "condition",
  policyFor: ({ foretold }) => foretold ?? null,
  sign: () => "a series of minor errors that its agent recognises, before it fails",
  begin: () => ({ first: null }),
  hear: (state, evidence) => {
    if (evidence.kind !== "foretold") return;
    const { component, count, within } = evidence;
    state.first ??= { rule: "foretold", component, count, within };
  },
  ...waitsForNothing,
  opinion: ({ first }) => (first === null ? null : { verdict: "failure imminent", because: first }),
};
