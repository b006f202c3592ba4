/** Waving takes a moment, and needs somebody who looks. */
import type { KindOfAction } from "../../../src/model/index.js";
import { SECOND } from "../../../src/units/index.js";

export const wave: KindOfAction<"wave"> = {
  kind: "wave",
  perform(world, { at }, settle) {
    world.kernel.after(SECOND, () => {
      if (world.host(at).running) settle({ status: "done" });
      else settle({ status: "failed", why: `${at} does not look` });
    });
  },
  say: ({ at }) => `wave at ${at}`,
  takes: () => SECOND,
};
