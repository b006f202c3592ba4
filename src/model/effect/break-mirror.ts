/** Splits a mirror off and presents it to nobody. */
import { arrayIn } from "./specified.js";
import { order } from "./storage-order.js";
import type { KindOfAction } from "./kind-of-action.js";

export const breakMirror: KindOfAction<"break-mirror"> = {
  kind: "break-mirror",
  over: "management",
  perform(world, { volume, device }, settle) {
    order(world, settle, (answer) => world.arrayOf(volume, device).processor.splitMirror(volume, device, null, answer));
  },
  say: ({ device, volume }) => `split ${device} off, so that ${volume} survives`,
  takes: ({ volume }, spec) => arrayIn(spec, volume)?.split.mean ?? null,
};
