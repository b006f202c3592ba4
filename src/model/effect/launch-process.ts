/** Starts a process on its cluster, unless it runs. */
import type { KindOfAction } from "./kind-of-action.js";

export const launchProcess: KindOfAction<"launch-process"> = {
  kind: "launch-process",
  perform({ domain }, { process }, settle) {
    domain!.launch(process, settle);
  },
  say: ({ process }) => `launch ${process}`,
  takes: (_, { domain }) => domain?.launch.mean ?? null,
};
