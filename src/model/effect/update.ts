/** Brings the copy that a host has of a volume up to date by what changed. */
import { newDevice, order } from "./storage-order.js";
import type { KindOfAction } from "./kind-of-action.js";

export const update: KindOfAction<"update"> = {
  kind: "update",
  over: "management",
  perform(world, { volume, device, to: host, ahead }, settle) {
    const updated = { volume, device, host, changedOnly: true, present: !ahead };
    order(world, settle, (answer) => world.replicator.copy(updated, answer));
  },
  say: ({ volume, to }) => `copy what changed of ${volume} for ${to}`,
  finds: newDevice,
};
