/** Asks a storage system whether it takes orders, and what has become of some; one without power, or whose processor has failed, never answers. */
import { known } from "../named.js";
import { exchangeByManagement } from "./exchange.js";
import { outcomeOf } from "./storage-order.js";
import type { KindOfAction } from "./kind-of-action.js";

export const askStorage: KindOfAction<"ask-storage"> = {
  kind: "ask-storage",
  routine: true,
  over: "management",
  perform(world, { array, copies }, settle) {
    const { processor } = known(world.arrays, array, "storage system");
    exchangeByManagement(world, settle, (answer, lost) => {
      if (!processor.takesOrders) return lost();
      if (copies === undefined) return answer({ status: "done" });
      const { jobs, logs } = world.replicator;
      const underWay = copies.some(({ volume, to }) =>
        to === null ? logs.isConverted(volume) : jobs.isOnItsWay(volume, to),
      );
      const ended = copies.flatMap(({ volume, to, since }) => {
        const end = to === null || since === undefined ? null : jobs.endOf(volume, to, since);
        return end === null ? [] : [{ volume, to, outcome: outcomeOf(end) }];
      });
      answer({ status: "done", found: { what: "copies", underWay, ...(ended.length > 0 && { ended }) } });
    });
  },
  say: ({ array }) => `ask ${array} whether it is there`,
  takes: () => 0,
};
