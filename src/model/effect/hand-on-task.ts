/** An agent gives a task to the driver of its cluster (404), which executes it once, whoever else asks for it. */
import type { KindOfAction, Settle } from "./kind-of-action.js";

export const handOnTask: KindOfAction<"hand-on-task"> = {
  kind: "hand-on-task",
  routine: true,
  perform({ domain }, action, settle) {
    const { driver, data } = domain!.cluster(action.cluster);
    const answer: Settle = (outcome) => {
      // What was not taken is not to be found later, as if somebody still waited for it.
      if (outcome?.status === "failed") data.clear(action.slot);
      settle(outcome);
    };
    // By the time that a driver that hung comes to it, what this agent had handed on in an earlier life may have been answered.
    const stood = data.askerIn(action.slot) !== null;
    driver.do(answer, () => {
      if (stood && data.askerIn(action.slot) === null) settle({ status: "done" });
      else driver.take(action, answer);
    });
  },
  say: ({ agent, cluster }) => `${agent} hands the task on to the driver of ${cluster}`,
  takes: () => 0,
};
