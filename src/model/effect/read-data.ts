/** An agent reads the persistent data of its cluster (230, 306), and finds there what it has asked for in an earlier life. */
import type { KindOfAction } from "./kind-of-action.js";

export const readData: KindOfAction<"read-data"> = {
  kind: "read-data",
  perform({ domain, kernel, spec }, { agent, cluster }, settle) {
    const { data } = domain!.cluster(cluster);
    kernel.after(spec.domain!.store, () => {
      const { version, devices } = data;
      if (version === 0) return settle({ status: "failed", why: "nothing was stored yet" });
      settle({ status: "done", found: { what: "stored-data", version, devices, tasks: data.tasksOf(agent) } });
    });
  },
  say: ({ agent, cluster }) => `${agent} reads what ${cluster} has stored`,
  takes: (_, { domain }) => domain?.store ?? null,
  finds: () => ({ what: "stored-data", version: 1, devices: {}, tasks: [] }),
};
