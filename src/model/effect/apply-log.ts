/** Finds the transaction log of a volume and applies it to an older copy. */
import { order, sameDevice } from "./storage-order.js";
import type { KindOfAction } from "./kind-of-action.js";

export const applyLog: KindOfAction<"apply-log"> = {
  kind: "apply-log",
  over: "management",
  perform(world, { volume, device, to, log }, settle) {
    order(world, settle, (answer) => world.replicator.logs.apply(volume, device, to, log === "transformed", answer));
  },
  say: ({ volume, device }) => `find the log of ${volume} and apply it to ${device}`,
  finds: sameDevice,
};
