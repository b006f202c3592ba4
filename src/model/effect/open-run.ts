/** An agent fixes at the source what a run copies. */
import type { KindOfAction } from "./kind-of-action.js";
import { sayEndpoint } from "./transfer-words.js";

export const openRun: KindOfAction<"open-run"> = {
  kind: "open-run",
  perform({ transfers }, action, settle) {
    transfers.open(action, settle);
  },
  say: ({ agent, order }) => `${agent} fixes what ${sayEndpoint(order.source)} holds`,
};
