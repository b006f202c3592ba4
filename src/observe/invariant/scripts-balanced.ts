/** What a script has done to an application is undone once: never twice, and not never. */
import { instant, say } from "../../control/index.js";
import { type Micros, MINUTE } from "../../units/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** So long after the last fault has ended whoever has to see to it has done so. */
const PATIENCE: Micros = 10 * MINUTE;

const UNDOES = new Set(["resume", "remount"]);
const HOLDS = new Set(["quiesce", "backup-mode", "unmount"]);

/** By transfer: since when it holds an application. */
type Holders = Map<string, Micros>;

/**
 * Evaluated at each script that undoes something, and at the end for each application that is held. Scripts that a host
 * refused, or that failed, did nothing. Several transfers may hold an application: each undoes what was done for it, and
 * then it runs when nobody holds it any more, and not before.
 */
export const scriptsBalanced: Invariant = {
  name: "scripts-balanced",
  about:
    "An application that a transfer quiesced is resumed, whoever has to do it, and never twice: one that stays quiesced is " +
    "down, and one that is resumed under somebody's copy makes that worthless.",
  idle: "no script undid anything",
  appliesTo: (context) =>
    runs("replication")(context) && (context.families === undefined || (context.spec.applications ?? []).length > 0),
  watch: (finding, { faults }) => {
    const applications = new Map<string, { state: string; readonly holders: Holders }>();
    const named = (application: string) => {
      const known = applications.get(application) ?? { state: "running", holders: new Map() };
      applications.set(application, known);
      return known;
    };
    /** By transfer: when a run of it ended last. */
    const endedAt = new Map<string, Micros>();
    return {
      hears: {
        ApplicationChanged: ({ application, from, to, by, at }) => {
          const known = named(application);
          known.state = to;
          if (to === "down" || from === "down") known.holders.clear();
          else if (to !== "running" && by !== null && !known.holders.has(by.transfer))
            known.holders.set(by.transfer, at);
        },
        ScriptEnded: ({ application, script, result, host, transfer, at }) => {
          if (result !== "done") return;
          const { state, holders } = named(application);
          if (HOLDS.has(script) && !holders.has(transfer)) holders.set(transfer, at);
          if (!UNDOES.has(script)) return;
          finding.stake();
          if (!holders.delete(transfer))
            finding.violated(at, `${script} of ${application} on ${host}, which was running`);
          else if ((state === "running") !== (holders.size === 0)) {
            const others = holders.size === 0 ? "nobody" : [...holders.keys()].join(" and ");
            finding.violated(at, `${application} on ${host} is ${state} after ${script}, and ${others} holds it`);
          }
        },
        NoteMade: ({ note, at }) => {
          if (note.kind === "transfer-state" && note.state === "idle") endedAt.set(note.transfer, at);
        },
      },
      finish: (at) => {
        if (at - faults.quietSince(at) < PATIENCE) return;
        for (const [application, { holders }] of applications) {
          for (const [transfer, since] of holders) {
            // Held by a run that is under way still, perhaps.
            if (at - since < PATIENCE || (endedAt.get(transfer) ?? 0) <= since) continue;
            finding.stake();
            const what = say`${application} is held since ${instant(since)} for ${transfer}, and nobody undoes that`;
            finding.violated(at, what);
          }
        }
      },
    };
  },
};
