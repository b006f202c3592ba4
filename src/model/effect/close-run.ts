/** An agent has the target declare a run complete. */
import type { KindOfAction } from "./kind-of-action.js";
import { sayEndpoint } from "./transfer-words.js";

export const closeRun: KindOfAction<"close-run"> = {
  kind: "close-run",
  perform({ transfers }, action, settle) {
    transfers.close(action, settle);
  },
  say: ({ order }) => `${sayEndpoint(order.target)} is declared complete`,
};
