/** An agent asks the target what it holds of a run, and has it refuse older epochs. */
import type { KindOfAction } from "./kind-of-action.js";
import { sayEndpoint } from "./transfer-words.js";

export const askTarget: KindOfAction<"ask-target"> = {
  kind: "ask-target",
  perform({ transfers }, action, settle) {
    transfers.ask(action, settle);
  },
  say: ({ agent, order }) => `${agent} asks ${sayEndpoint(order.target)} what it holds`,
};
