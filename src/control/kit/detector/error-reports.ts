/** A component does not work, by the word of the agent or of a diagnostic: the host malfunctions until it is serviced. */
import type { Reason } from "../../words.js";
import { type Detector, waitsForNothing } from "./detector.js";

interface ErrorReportsState {
  first: Reason | null;
}

export const errorReports: Detector<true, ErrorReportsState> = {
  name: "errors",
  about: "malfunctioning when the agent reports a broken component, or a diagnostic finds one",
  judges: "condition",
  needsAgent: true,
  policyFor: ({ errors }) => (errors ? true : null),
  sign: () => "what its agent or a diagnostic reports as broken",
  begin: () => ({ first: null }),
  hear: (state, evidence) => {
    if (evidence.kind !== "error") return;
    state.first ??= { rule: "error-reported", component: evidence.component, message: evidence.message };
  },
  ...waitsForNothing,
  opinion: ({ first }) => (first === null ? null : { verdict: "malfunctioning", because: first }),
};
