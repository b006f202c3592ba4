/** A transfer that was suspended goes on when somebody can, and one that waits for another when that has no agent any more. */
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
  idle: "no transfer was suspended, and none waited for another",
  appliesTo: runs("replication"),
  watch: (finding, { faults, hosts, context }) => {
    const suspended = new Map<string, Micros>();
    /** By transfer: for which other one it waits, and since when. */
    const waiting = new Map<string, { readonly by: string; readonly since: Micros }>();
    const inHand = new Set<string>();
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
          const { transfer, state, because } = note;
          if (state === "commanding" || state === "under-way") inHand.add(transfer);
          else inHand.delete(transfer);
          if (state !== "waiting") waiting.delete(transfer);
          else if (because.rule === "target-taken") waiting.set(transfer, { by: because.by, since: at });
          if (state !== "suspended") suspended.delete(transfer);
          else if (!suspended.has(transfer)) suspended.set(transfer, at);
          if (state === "waiting" || state === "suspended") finding.stake();
        },
      },
      finish: (at) => {
        if (at - faults.quietSince(at) < PATIENCE) return;
        for (const [transfer, since] of suspended) {
          if (!waits(transfer))
            finding.violated(at, say`${transfer} is suspended since ${instant(since)}, and all works`);
        }
        for (const [transfer, { by, since }] of waiting) {
          if (!inHand.has(by))
            finding.violated(at, say`${transfer} waits since ${instant(since)} for ${by}, which nobody carries out`);
        }
      },
    };
  },
};
