/** A transfer that was suspended goes on when somebody can. */
import { instant, say } from "../../control/index.js";
import { type Micros, MINUTE } from "../../units/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** So long after the last fault has ended everybody can, and has been asked. */
const PATIENCE: Micros = 10 * MINUTE;

/** Evaluated at the end, when no fault has been in force for a while: then every agent works, and every path. */
export const transfersGoOn: Invariant = {
  name: "transfers-go-on",
  about:
    "A transfer that nobody could carry out goes on when somebody can: what is forgotten is never replicated again.",
  idle: "no transfer was suspended",
  appliesTo: runs("replication"),
  watch: (finding, { faults }) => {
    const suspended = new Map<string, Micros>();
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind !== "transfer-state") return;
          if (note.state !== "suspended") return void suspended.delete(note.transfer);
          if (!suspended.has(note.transfer)) suspended.set(note.transfer, at);
          finding.stake();
        },
      },
      finish: (at) => {
        if (at - faults.quietSince(at) < PATIENCE) return;
        for (const [transfer, since] of suspended) {
          finding.violated(at, say`${transfer} is suspended since ${instant(since)}, and all works`);
        }
      },
    };
  },
};
