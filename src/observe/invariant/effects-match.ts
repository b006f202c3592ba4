/** Every effect has at most one outcome, and every outcome an effect. */
import type { ActionKind } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import { decides } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Evaluated at each outcome. An identity may be used again once its outcome is known (logic that was started anew). */
export const effectsMatch: Invariant = {
  name: "effects-match",
  about:
    "Each effect that was sent has one outcome, delivered once or known to be lost: an answer out of nowhere is taken " +
    "for success.",
  idle: "nothing was ordered",
  expectedIn: decides,
  watch: (finding) => {
    const open = new Map<string, ActionKind>();
    const end = (place: string, id: number, action: ActionKind, how: string, at: Micros) => {
      finding.stake();
      const sent = open.get(`${place}\n${id}`);
      open.delete(`${place}\n${id}`);
      if (sent === undefined) {
        finding.violated(at, `${place}: the outcome of ${action} ${id} was ${how}, and none was awaited`);
      } else if (sent !== action) {
        finding.violated(at, `${place}: the outcome of ${action} ${id} was ${how}, and ${id} was ${sent}`);
      }
    };
    return {
      hears: {
        EffectSent: ({ place, id, action, at }) => {
          const key = `${place}\n${id}`;
          if (open.has(key)) {
            finding.violated(at, `${place}: ${action.kind} ${id} was sent before the outcome of the last ${id}`);
          }
          open.set(key, action.kind);
        },
        OutcomeDelivered: ({ place, id, action, at }) => end(place, id, action, "delivered", at),
        OutcomeLost: ({ place, id, action, at }) => end(place, id, action, "lost", at),
      },
    };
  },
};
