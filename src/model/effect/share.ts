/** Lets a host reach a device over the network. */
import { order, sameDevice } from "./storage-order.js";
import type { KindOfAction } from "./kind-of-action.js";

export const share: KindOfAction<"share"> = {
  kind: "share",
  over: "management",
  perform(world, { volume, device, to }, settle) {
    order(world, settle, (answer) => world.arrayOf(volume, device).processor.share(volume, device, to, answer));
  },
  say: ({ to, device }) => `let ${to} reach ${device} over the network`,
  finds: sameDevice,
};
