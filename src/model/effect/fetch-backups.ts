/** A person gets the backups of a host out and has them read where another one is attached. */
import { exchangeByManagement } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const fetchBackups: KindOfAction<"fetch-backups"> = {
  kind: "fetch-backups",
  over: "management",
  perform(world, _, settle) {
    exchangeByManagement(world, settle, (answer) => world.operator.work(() => answer({ status: "done" })));
  },
  say: ({ from, to }) => `somebody gets out the backups of ${from} for ${to}`,
  takes: (_, { operator }) => operator.work.mean,
};
