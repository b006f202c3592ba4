/** What a host says of itself when it is asked: as long as it calls a part of it broken, it malfunctions. */
import { type Micros, sayLength } from "../../../units/index.js";
import type { BrokenPart } from "../words.js";
import { type Detector, waitsForNothing } from "./detector.js";

interface AnswersState {
  broken: readonly BrokenPart[];
}

export const answers: Detector<{ readonly every: Micros }, AnswersState> = {
  name: "answers",
  about: "malfunctioning as long as the host, asked how it is, says that a component of it is broken",
  judges: "condition",
  policyFor: ({ queries }) => (queries?.ask?.includes("status") === true ? queries : null),
  sign: ({ every }) => `what it calls broken of itself when it is asked, every ${sayLength(every)}`,
  begin: () => ({ broken: [] }),
  hear: (state, evidence) => {
    if (evidence.kind === "answered") state.broken = evidence.broken ?? [];
  },
  ...waitsForNothing,
  opinion: ({ broken: [first] }) =>
    first === undefined
      ? null
      : {
          verdict: "malfunctioning",
          because: { rule: "says-broken", component: first.component, message: first.message },
        },
};
