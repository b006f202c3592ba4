/** An agent stores its own name with a task (404): by that the driver knows afterwards whom to notify. */
import type { KindOfAction } from "./kind-of-action.js";

export const storeAsker: KindOfAction<"store-asker"> = {
  kind: "store-asker",
  routine: true,
  perform({ domain }, { agent, cluster, slot, order, server }, settle, from) {
    const { data } = domain!.cluster(cluster);
    data.store(from, () => {
      data.putAsker(slot, { agent, server, order });
      settle({ status: "done" });
    });
  },
  say: ({ agent, cluster }) => `${agent} stores its name with the task in ${cluster}`,
  takes: (_, { domain }) => domain?.store ?? null,
};
