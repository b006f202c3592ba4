/** Makes a device that nobody uses the mirror of the one in use. */
import { order } from "./storage-order.js";
import type { KindOfAction } from "./kind-of-action.js";

export const reEstablish: KindOfAction<"re-establish"> = {
  kind: "re-establish",
  over: "management",
  perform(world, { volume, device, of }, settle) {
    order(world, settle, (answer) => world.replicator.reestablish(volume, device, of, answer));
  },
  say: ({ device, of }) => `make ${device} the mirror of ${of} again`,
};
