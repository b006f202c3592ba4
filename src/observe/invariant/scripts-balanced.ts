/** What a script has done to an application is undone once: never twice, and not never. */
import { instant, say } from "../../control/index.js";
import { type Micros, MINUTE } from "../../units/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** So long after the last fault has ended whoever has to see to it has done so. */
const PATIENCE: Micros = 10 * MINUTE;

const UNDOES = new Set(["resume", "remount"]);

interface Held {
  readonly since: Micros;
  readonly transfer: string;
}

/**
 * Evaluated at each script that undoes something, and at the end for each application that is held. Scripts that a host
 * refused, or that failed, did nothing.
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
    const held = new Map<string, Held>();
    /** Those that a script has just brought back: its end is told right after the change. */
    const brought = new Set<string>();
    /** By transfer: when a run of it ended last. */
    const endedAt = new Map<string, Micros>();
    return {
      hears: {
        ApplicationChanged: ({ application, to, by, at }) => {
          brought.delete(application);
          held.delete(application);
          if (to === "running" && by !== null) brought.add(application);
          else if (by !== null) held.set(application, { since: at, transfer: by.transfer });
        },
        ScriptEnded: ({ application, script, result, host, at }) => {
          if (result !== "done" || !UNDOES.has(script)) return;
          finding.stake();
          if (!brought.delete(application))
            finding.violated(at, `${script} of ${application} on ${host}, which was running`);
        },
        NoteMade: ({ note, at }) => {
          if (note.kind === "transfer-state" && note.state === "idle") endedAt.set(note.transfer, at);
        },
      },
      finish: (at) => {
        if (at - faults.quietSince(at) < PATIENCE) return;
        for (const [application, { since, transfer }] of held) {
          // Held by a run that is under way still, perhaps.
          if (at - since < PATIENCE || (endedAt.get(transfer) ?? 0) <= since) continue;
          finding.stake();
          finding.violated(
            at,
            say`${application} is held since ${instant(since)} for ${transfer}, and nobody undoes that`,
          );
        }
      },
    };
  },
};
