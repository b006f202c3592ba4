/** An agent looks how much of what it copies is through. */
import type { KindOfAction } from "./kind-of-action.js";

export const lookAtCopy: KindOfAction<"look-at-copy"> = {
  kind: "look-at-copy",
  routine: true,
  perform({ transfers }, { agent, transfer }, settle) {
    const moved = transfers.progressOf(agent, transfer);
    settle(
      moved === null
        ? { status: "failed", why: `${agent} is not at it` }
        : { status: "done", found: { what: "progress", moved } },
    );
  },
  say: ({ agent }) => `${agent} looks how much of its copy is through`,
  takes: () => 0,
};
