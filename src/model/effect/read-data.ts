/** An agent reads the persistent data of its cluster (230, 306), and finds there what it has asked for in an earlier life. */
import type { KindOfAction } from "./kind-of-action.js";

export const readData: KindOfAction<"read-data"> = {
  kind: "read-data",
  perform({ domain }, { agent, cluster }, settle) {
    const { data } = domain!.cluster(cluster);
    const { version, devices } = data;
    if (version === 0) return settle({ status: "failed", why: "nothing was stored yet" });
    const tasks = data.tasksOf(agent);
    settle({ status: "done", found: { what: "stored-data", version, devices, tasks } });
  },
  say: ({ agent, cluster }) => `${agent} reads what ${cluster} has stored`,
  takes: () => 0,
  finds: () => ({ what: "stored-data", version: 1, devices: {}, tasks: [] }),
};
