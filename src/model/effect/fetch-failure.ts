/** An agent reads from persistent data why a task has failed (416). */
import type { KindOfAction } from "./kind-of-action.js";

export const fetchFailure: KindOfAction<"fetch-failure"> = {
  kind: "fetch-failure",
  routine: true,
  perform({ domain }, { cluster, order }, settle) {
    const found = domain!.cluster(cluster).system.log.find(order.console, order.number);
    settle({ status: "done", found: { what: "failure", why: found?.why ?? "it is not known why" } });
  },
  say: ({ agent }) => `${agent} reads why the task has failed`,
  takes: () => 0,
};
