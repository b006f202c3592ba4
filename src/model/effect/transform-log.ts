/** Finds the transaction log of a volume and converts it. */
import { order } from "./storage-order.js";
import type { KindOfAction } from "./kind-of-action.js";

export const transformLog: KindOfAction<"transform-log"> = {
  kind: "transform-log",
  over: "management",
  perform(world, { volume, rate }, settle) {
    order(world, settle, (answer) => world.replicator.logs.transform(volume, rate, answer));
  },
  say: ({ volume }) => `find the log of ${volume} and convert it`,
};
