/** A person moves the storage cables of one host to another. */
import { exchangeByManagement } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const moveCables: KindOfAction<"move-cables"> = {
  kind: "move-cables",
  perform(world, { from, to }, settle) {
    exchangeByManagement(world, settle, (answer) =>
      world.operator.moveCables(from, to, () => answer({ status: "done" })),
    );
  },
  say: ({ from, to }) => `somebody moves the cables of ${from} to ${to}`,
  takes: (_, { operator }) => operator.work.mean,
};
