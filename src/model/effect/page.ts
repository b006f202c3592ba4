/** Calls somebody, over the management path; over it they call back too. */
import { exchangeByManagement } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const page: KindOfAction<"page"> = {
  kind: "page",
  perform(world, { subject }, settle) {
    exchangeByManagement(world, settle, (answer) => world.operator.page(subject, () => answer({ status: "done" })));
  },
  say: ({ subject }) => `page somebody: ${subject}`,
  takes: (_, { operator }) => operator.page.mean + operator.arrive.mean,
};
