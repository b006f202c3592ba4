/** Every routine gets on: no step runs for ever, and none is begun over and over at one instant. */
import { sayTime } from "../../control/index.js";
import { DAY, type Micros } from "../../units/index.js";
import type { Invariant } from "./invariant.js";

/** No time limit of a step is longer (moving cables). */
const LONGEST_STEP: Micros = 30 * DAY;
/** More steps than this begun at one instant for one service are a loop. */
const STEPS_AT_ONCE = 1_000;

/** Evaluated at each step, and at the end for what is still running; endless loops of the kernel itself stop the run. */
export const terminates: Invariant = {
  name: "terminates",
  about:
    "Every step and takeover ends, and none goes round in no time: logic that is stuck never brings a service back.",
  watch: (finding, { takeovers }) => {
    /** By services: at which instant the last step began, and how many began then. */
    const begun = new Map<string, { at: Micros; count: number }>();
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind !== "step-started") return;
          finding.stake();
          const services = note.services.join(", ");
          const last = begun.get(services);
          if (last?.at !== at) {
            begun.set(services, { at, count: 1 });
            return;
          }
          last.count += 1;
          if (last.count === STEPS_AT_ONCE + 1) {
            finding.violated(
              at,
              `over ${STEPS_AT_ONCE} steps for ${services} began at one instant, the last ${note.step}`,
            );
          }
        },
      },
      finish: (at) => {
        for (const { services, steps } of takeovers.takeovers) {
          const overdue = steps.find((step) => (step.endedAt ?? at) - step.startedAt > LONGEST_STEP);
          if (overdue === undefined) continue;
          const since = sayTime(overdue.startedAt);
          finding.violated(
            at,
            `step ${overdue.step} for ${services.join(", ")} runs since ${since}, beyond any time limit`,
          );
        }
      },
    };
  },
};
