/** Data that is of no use is not served on while there is something better. */
import { instant, say } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import { all, hasServices, hasVolumes, runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** A host that works with what has become useless, though something is left that could be gone on with. */
interface Charge {
  readonly host: string;
  readonly volume: string;
  readonly since: Micros;
}

/**
 * At stake when the device that a host has gone online with becomes corrupt while it serves, a copy or a backup that the policy restores is left,
 * nothing else is broken, and the policy goes by what agents report. Violated when no undertaking takes the host's services
 * from it within as long as two takeovers may take, although nothing else went wrong meanwhile.
 */
export const corruptionActedOn: Invariant = {
  name: "corruption-acted-on",
  about:
    "A host whose data has become useless is taken over from while a sound copy or backup exists: the longer it goes on, the " +
    "fewer of those are left.",
  idle: "no data became useless that could have been gone on with from elsewhere",
  appliesTo: all(runs("failover"), hasServices, hasVolumes),
  expectedIn: () => false,
  watch: (finding, { context, copies, hosts }) => {
    const limit = context.declaredTakeover;
    const inUse = new Map<string, { readonly host: string; readonly device: string }>();
    const agents = new Map<string, boolean>();
    let charges: readonly Charge[] = [];
    let inForce = 0;
    /** Faults that begin at one instant as the corruption itself does. */
    let strokeAt: Micros = -1;
    const due = (at: Micros): void => {
      for (const { host, volume, since } of charges) {
        if (at - since < 2 * limit!) continue;
        finding.violated(since, say`${host} goes on with ${volume}, which is useless since ${instant(since)}`);
      }
      charges = charges.filter(({ since }) => at - since < 2 * limit!);
    };
    return {
      hears: {
        DataMounted: ({ host, volume, device }) => void inUse.set(volume, { host, device }),
        AgentChanged: ({ host, alive }) => void agents.set(host, alive),
        FaultInjected: ({ effect, at }) => {
          due(at);
          inForce += 1;
          // What else goes wrong may keep the agent from telling, or the logic from doing anything about it.
          if (effect !== "corruption" || inForce > 1) charges = [];
          strokeAt = inForce === 1 ? at : -1;
        },
        FaultCleared: () => void (inForce -= 1),
        HostStageChanged: ({ host, to, at }) => {
          due(at);
          charges = charges.filter((each) => each.host !== host);
          // Whoever goes down works with nothing any more; what it starts with again, which may be another's, is told then.
          if (to !== "online") for (const [volume, used] of inUse) if (used.host === host) inUse.delete(volume);
        },
        DeviceCorrupted: ({ volume, device, at }) => {
          const used = inUse.get(volume);
          if (limit === undefined || context.heedsErrors !== true || (inForce > 0 && strokeAt !== at)) return;
          if (used === undefined || used.device !== device || !hosts.isAvailable(used.host)) return;
          if (agents.get(used.host) === false || !copies.isLeft(volume, context)) return;
          finding.stake();
          charges = [...charges, { host: used.host, volume, since: at }];
        },
        NoteMade: ({ note, at }) => {
          if (note.kind !== "begun" || !note.of.recovers) return;
          due(at);
          charges = charges.filter(({ host }) => host !== note.of.from);
        },
      },
      finish: due,
    };
  },
};
