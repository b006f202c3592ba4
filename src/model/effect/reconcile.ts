/** Compares what the users of a host's services were promised with what its data holds. */
import type { MissingWrites } from "../../control/index.js";
import type { KindOfAction } from "./kind-of-action.js";

export const reconcile: KindOfAction<"reconcile"> = {
  kind: "reconcile",
  perform(world, { host: name }, settle) {
    const host = world.host(name);
    // Asked and answered once on the host's own network.
    world.kernel.after(2 * host.network.latency, () => {
      // The host itself asks: when it is gone so is whoever waits for the answer, and when it hangs it asks again later.
      if (host.hung) return settle({ status: "unknown", why: `${name} hangs` });
      if (!host.running) return settle(null);
      const { mounted, access } = host.storage;
      const unreadable = mounted.find((device) => !access.reaches(device));
      if (unreadable !== undefined) return settle({ status: "failed", why: `${name} cannot read ${unreadable.name}` });
      // No application opens that, and what it lacks may be on another device: nothing is told to be lost before somebody goes on.
      const why = mounted.map((device) => device.volume.whyUnreadable(device)).find((each) => each !== null);
      if (why !== undefined) return settle({ status: "failed", why });
      const missing: MissingWrites[] = [];
      for (const device of host.storage.mounted) {
        const { volume, shared } = device;
        if (shared) continue;
        const lost = volume.findLoss(device);
        if (lost !== null)
          missing.push({ service: world.serviceOf(volume.spec.name), volume: volume.spec.name, ...lost });
      }
      settle({ status: "done", found: { what: "loss", missing } });
    });
  },
  say: ({ host }) => `compare what the users of ${host} were promised with its data`,
};
