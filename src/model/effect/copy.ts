/** Copies the device of a volume to one that a host can reach. */
import { newDevice, order } from "./storage-order.js";
import type { KindOfAction } from "./kind-of-action.js";

export const copy: KindOfAction<"copy"> = {
  kind: "copy",
  perform(world, { volume, device, to: host, on }, settle) {
    const copied = { volume, device, host, changedOnly: false, present: true, ...(on === undefined ? {} : { on }) };
    order(world, settle, (answer) => world.replicator.copy(copied, answer));
  },
  say: ({ volume, to }) => `copy ${volume} for ${to}`,
  finds: newDevice,
};
