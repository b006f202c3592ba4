/** An agent moves extents to the target, at what bandwidth there is; whole ones that arrived stay, whatever becomes of the rest. */
import type { KindOfAction } from "./kind-of-action.js";
import { sayEndpoint } from "./transfer-words.js";

export const copyExtents: KindOfAction<"copy-extents"> = {
  kind: "copy-extents",
  perform({ transfers }, action, settle) {
    transfers.copy(action, settle, () => settle(null));
  },
  say: ({ agent, order: { source, target } }) => `${agent} copies ${sayEndpoint(source)} to ${sayEndpoint(target)}`,
};
