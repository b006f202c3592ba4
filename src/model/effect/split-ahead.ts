/** Splits a mirror off that a host may need one day; one that was split off before is brought in step for that. */
import { arrayIn } from "./specified.js";
import { order, sameDevice } from "./storage-order.js";
import type { KindOfAction } from "./kind-of-action.js";

export const splitAhead: KindOfAction<"split-ahead"> = {
  kind: "split-ahead",
  over: "management",
  perform(world, { volume, device, of }, settle) {
    order(world, settle, (answer) => {
      const { processor } = world.arrayOf(volume, device);
      world.replicator.reestablish(volume, device, of, {
        ...answer,
        ended: (result) =>
          "failed" in result ? answer.ended(result) : processor.splitMirror(volume, device, null, answer),
      });
    });
  },
  say: ({ volume, device }) => `bring ${device} in step with ${volume} and split it off`,
  takes: ({ volume }, spec) => arrayIn(spec, volume)?.split.mean ?? null,
  finds: sameDevice,
};
