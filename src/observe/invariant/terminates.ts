/** Every routine gets on: no step runs for ever, and none is begun over and over at one instant. */
import { instant, say, type Undertaking } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import { LONGEST_STEP } from "../account/undertaking-account.js";
import { decides } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** More steps than this begun at one instant for one service are a loop. */
const STEPS_AT_ONCE = 1_000;

/** Evaluated at each step, and at the end for what is still running; endless loops of the kernel itself stop the run. */
export const terminates: Invariant = {
  name: "terminates",
  about:
    "Every step of whatever is undertaken ends, and none goes round in no time: logic that is stuck never brings anything back.",
  idle: "nothing was undertaken",
  appliesTo: decides,
  watch: (finding, { undertakings }) => {
    /** By subjects: at which instant the last step began, and how many began then. */
    const begun = new Map<string, { at: Micros; count: number }>();
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind !== "step-begun") return;
          finding.stake();
          const subjects = sayNames(note.of);
          const last = begun.get(subjects);
          if (last?.at !== at) {
            begun.set(subjects, { at, count: 1 });
            return;
          }
          last.count += 1;
          if (last.count === STEPS_AT_ONCE + 1) {
            const what = `over ${STEPS_AT_ONCE} steps for ${subjects} began at one instant, the last ${note.step}`;
            finding.violated(at, what);
          }
        },
      },
      finish: (at) => {
        for (const { of, steps } of undertakings.kept) {
          const overdue = steps.find((step) => (step.endedAt ?? at) - step.startedAt > LONGEST_STEP);
          if (overdue === undefined) continue;
          const since = instant(overdue.startedAt);
          finding.violated(
            at,
            say`step ${overdue.step} for ${sayNames(of)} runs since ${since}, beyond any time limit`,
          );
        }
      },
    };
  },
};

function sayNames({ subjects }: Undertaking): string {
  return subjects.map(({ name }) => name).join(", ");
}
