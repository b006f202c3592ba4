/** Presents a device to another host. */
import { arrayIn } from "./specified.js";
import { order, sameDevice } from "./storage-order.js";
import type { KindOfAction } from "./kind-of-action.js";

export const reassign: KindOfAction<"reassign"> = {
  kind: "reassign",
  over: "management",
  perform(world, { volume, device, to }, settle) {
    order(world, settle, (answer) => world.arrayOf(volume, device).processor.reassign(volume, device, to, answer));
  },
  say: ({ device, to }) => `present ${device} to ${to}`,
  takes: ({ volume }, spec) => arrayIn(spec, volume)?.reassign.mean ?? null,
  finds: sameDevice,
};
