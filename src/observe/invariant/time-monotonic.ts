/** Time never goes back. */
import type { Micros } from "../../units/index.js";
import type { Invariant } from "./invariant.js";

/** Evaluated at each record. */
export const timeMonotonic: Invariant = {
  name: "time-monotonic",
  about:
    "Times are whole microseconds and never go back: an effect before its cause would make every other result worthless.",
  idle: "nothing happened",
  watch: (finding) => {
    let latest: Micros = 0;
    return {
      hearsAll: ({ kind, at }) => {
        finding.stake();
        if (!Number.isSafeInteger(at)) finding.violated(latest, `${kind} came at ${at}, which is no whole microsecond`);
        else if (at < latest) finding.violated(at, `${kind} came at ${at} µs, after ${latest} µs`);
        else latest = at;
      },
    };
  },
};
