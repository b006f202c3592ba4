/** Asks a storage system whether it takes orders; one without power, or whose processor has failed, never answers. */
import { known } from "../named.js";
import { exchangeByManagement } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const askStorage: KindOfAction<"ask-storage"> = {
  kind: "ask-storage",
  routine: true,
  over: "management",
  perform(world, { array }, settle) {
    const { processor } = known(world.arrays, array, "storage system");
    exchangeByManagement(world, settle, (answer, lost) => {
      if (processor.takesOrders) answer({ status: "done" });
      else lost();
    });
  },
  say: ({ array }) => `ask ${array} whether it is there`,
  takes: () => 0,
};
