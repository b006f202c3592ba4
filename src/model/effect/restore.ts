/** Restores the last good backup of a volume for a host. */
import { newDevice, order } from "./storage-order.js";
import type { KindOfAction } from "./kind-of-action.js";

export const restore: KindOfAction<"restore"> = {
  kind: "restore",
  over: "management",
  perform(world, { volume, to, spares }, settle) {
    order(world, settle, (answer) => world.replicator.restore({ volume, host: to, spares }, answer));
  },
  say: ({ volume, to }) => `restore the last good backup of ${volume} for ${to}`,
  finds: newDevice,
};
