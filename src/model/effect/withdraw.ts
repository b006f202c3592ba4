/** Presents a device to nobody any more. */
import { arrayIn } from "./specified.js";
import { order } from "./storage-order.js";
import type { KindOfAction } from "./kind-of-action.js";

export const withdraw: KindOfAction<"withdraw"> = {
  kind: "withdraw",
  over: "management",
  perform(world, { volume, device, from }, settle) {
    order(world, settle, (answer) =>
      world.arrayOf(volume, device).processor.withdrawFrom(volume, device, from, answer),
    );
  },
  say: ({ device, from }) => `withdraw ${device} from ${from}`,
  takes: ({ volume }, spec) => arrayIn(spec, volume)?.reassign.mean ?? null,
};
