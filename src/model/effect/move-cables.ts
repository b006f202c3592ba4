/** A person moves the storage cables of one host to another. */
import { exchangeByManagement } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const moveCables: KindOfAction<"move-cables"> = {
  kind: "move-cables",
  over: "management",
  perform(world, { from, to, storageOff }, settle) {
    exchangeByManagement(world, settle, (answer) =>
      world.operator.moveCables(from, to, storageOff === true, () => answer({ status: "done" })),
    );
  },
  say: ({ from, to, storageOff }) =>
    storageOff === true
      ? `somebody powers the storage down, moves the cables of ${from} to ${to}, and powers it up again`
      : `somebody moves the cables of ${from} to ${to}`,
  takes: (_, { operator }) => operator.work.mean,
};
