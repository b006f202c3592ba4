/** A host that works exports a volume for another one. */
import { newDevice, order } from "./storage-order.js";
import type { KindOfAction } from "./kind-of-action.js";

export const exportData: KindOfAction<"export"> = {
  kind: "export",
  over: "management",
  perform(world, { volume, device, from, to, rate }, settle) {
    order(world, settle, (answer) => world.replicator.export({ volume, device, from, to, rate }, answer));
  },
  say: ({ volume, from, to }) => `${from} exports ${volume} for ${to}`,
  finds: newDevice,
};
