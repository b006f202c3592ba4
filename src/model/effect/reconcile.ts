/** Compares what the users of a host's services were promised with what its data holds. */
import type { MissingWrites } from "../../control/index.js";
import type { Performer } from "./performer.js";

export const reconcile: Performer<"reconcile"> = (world, { host: name }, settle) => {
  const host = world.host(name);
  world.kernel.after(2 * world.controlLatency(host), () => {
    if (!host.running) return settle(null);
    const missing: MissingWrites[] = [];
    for (const device of host.mounted) {
      const { volume } = device;
      const lost = volume.findLoss(device);
      if (lost !== null)
        missing.push({ service: world.serviceOf(volume.spec.name), volume: volume.spec.name, ...lost });
    }
    settle({ status: "done", found: { what: "loss", missing } });
  });
};
