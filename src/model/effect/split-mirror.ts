/** Splits the mirror of a volume off and presents it to a host. */
import { order, sameDevice } from "./storage-order.js";
import type { KindOfAction } from "./kind-of-action.js";

export const splitMirror: KindOfAction<"split-mirror"> = {
  kind: "split-mirror",
  over: "management",
  perform(world, { volume, device, to, asHelper }, settle) {
    order(world, settle, (answer) =>
      world.arrayOf(volume, device).processor.splitMirror(volume, device, to, answer, asHelper),
    );
  },
  say: ({ device, to }) => `split ${device} off and present it to ${to}`,
  takes({ volume }, { arrays }) {
    const array = arrays.find(({ volumes }) => volumes.some(({ name }) => name === volume));
    return array?.split.mean ?? null;
  },
  finds: sameDevice,
};
