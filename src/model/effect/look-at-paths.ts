/** An agent looks what it reaches over Fibre Channel; from then on it notices when that changes. */
import type { KindOfAction } from "./kind-of-action.js";

export const lookAtPaths: KindOfAction<"look-at-paths"> = {
  kind: "look-at-paths",
  routine: true,
  perform({ transfers }, { agent }, settle) {
    settle({ status: "done", found: { what: "paths", arrays: transfers.look(agent) } });
  },
  say: ({ agent }) => `${agent} looks which storage systems it reaches`,
  takes: () => 0,
};
