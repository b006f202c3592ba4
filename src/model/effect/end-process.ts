/** A process ends itself: it hears of nothing any more, and so of no outcome either. */
import { known } from "../named.js";
import type { KindOfAction } from "./kind-of-action.js";

export const endProcess: KindOfAction<"end-process"> = {
  kind: "end-process",
  // That it is gone is told of the process.
  routine: true,
  perform({ processes, kernel }, { process }, settle) {
    // What it says in the same turn is said before.
    kernel.after(0, () => {
      known(processes, process, "process").setLaunched(false);
      settle(null);
    });
  },
  say: ({ process }) => `${process} ends`,
  takes: () => 0,
};
