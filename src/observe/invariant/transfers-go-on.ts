/** A transfer that was suspended goes on when somebody can. */
import { instant, say } from "../../control/index.js";
import { type Micros, MINUTE } from "../../units/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** So long after the last fault has ended everybody can, and has been asked. */
const PATIENCE: Micros = 10 * MINUTE;

/**
 * Evaluated at the end, when no fault has been in force for a while: then every agent works, and every path. Nobody can write
 * back onto a volume that its host works with and that no script of the run unmounts: where nothing of such a run was ever
 * written, it waits for that. Where a script does, somebody can.
 */
export const transfersGoOn: Invariant = {
  name: "transfers-go-on",
  about:
    "A transfer that nobody could carry out goes on when somebody can: what is forgotten is never replicated again.",
  idle: "no transfer was suspended",
  appliesTo: runs("replication"),
  watch: (finding, { faults, hosts, context }) => {
    const suspended = new Map<string, Micros>();
    /** By transfer: the volume itself to which a run goes of which nothing was written yet. */
    const onto = new Map<string, string>();
    /** Transfers with a script that unmounts something. */
    const unmounting = new Set<string>();
    const volumes = context.spec.arrays.flatMap((array) => array.volumes);
    const waits = (transfer: string): boolean => {
      const user = volumes.find(({ name }) => name === onto.get(transfer))?.host ?? null;
      return user !== null && !unmounting.has(transfer) && hosts.isAvailable(user);
    };
    return {
      hears: {
        RunOpened: ({ transfer, target }) => {
          if (target.copy === null) onto.set(transfer, target.volume);
        },
        EffectSent: ({ action }) => {
          if (action.kind !== "open-run") return;
          if (action.conditions.some(({ script }) => script === "unmount")) unmounting.add(action.order.transfer);
        },
        ExtentsWritten: ({ transfer }) => void onto.delete(transfer),
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
          if (!waits(transfer))
            finding.violated(at, say`${transfer} is suspended since ${instant(since)}, and all works`);
        }
      },
    };
  },
};
