/** An agent gives a task to the driver of its cluster (404), which executes it once, whoever else asks for it. */
import type { KindOfAction } from "./kind-of-action.js";

export const handOnTask: KindOfAction<"hand-on-task"> = {
  kind: "hand-on-task",
  routine: true,
  perform({ domain }, action, settle) {
    const { driver } = domain!.cluster(action.cluster);
    driver.do(settle, () => driver.take(action, settle));
  },
  say: ({ agent, cluster }) => `${agent} hands the task on to the driver of ${cluster}`,
  takes: () => 0,
};
