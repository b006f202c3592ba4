/** Calls somebody over the management path, again and again until somebody answers; so do they when they have come. */
import type { KindOfAction } from "./kind-of-action.js";

export const page: KindOfAction<"page"> = {
  kind: "page",
  over: "management",
  perform({ management, operator }, { subject }, settle) {
    management.insist(() => operator.page(subject, () => management.insist(() => settle({ status: "done" }))));
  },
  say: ({ subject }) => `page somebody: ${subject}`,
  takes: (_, { operator }) => operator.page.mean + operator.arrive.mean,
};
