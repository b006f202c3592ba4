/** The outcome of a task goes to the agent that asked for it, by it to the server that asked, and by that to the console. */
import { taskId } from "../../control/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated whenever a driver has read who asked for a task: it must be an agent that handed that very task on, and none that
 * did so in its present life may be left out. And whenever a console hears of an outcome: by a server that it gave the task to.
 */
export const taskAnsweredToItsAsker: Invariant = {
  name: "task-answered-to-its-asker",
  about: "The outcome of a task reaches the agent and the server that asked for it, and nobody else.",
  idle: "no task was executed",
  appliesTo: runs("domain"),
  watch: (finding) => {
    /** By task: the agents that handed it on in their present lives, and have not been notified. */
    const asked = new Map<string, Set<string>>();
    const givenTo = new Map<string, Set<string>>();
    return {
      hears: {
        TaskHandedOn: ({ order, agent }) => {
          const id = taskId(order);
          asked.set(id, (asked.get(id) ?? new Set<string>()).add(agent));
        },
        ProcessChanged: ({ process, state }) => {
          if (state !== "gone") return;
          for (const agents of asked.values()) agents.delete(process);
        },
        AskerNotified: ({ order, agent, isTold, isLast, at }) => {
          finding.stake();
          const id = taskId(order);
          const agents = asked.get(id);
          if (agent !== null && isTold && agents?.delete(agent) !== true)
            finding.violated(at, `${agent} is told of task ${id}, for which it has not asked`);
          if (!isLast) return;
          // Whoever has died meanwhile finds its task when it is launched again.
          if (agents !== undefined && agents.size > 0)
            finding.violated(at, `nobody tells ${[...agents].join(" or ")} of task ${id}`);
          asked.delete(id);
        },
        TaskGiven: ({ order, server }) => {
          const id = taskId(order);
          givenTo.set(id, (givenTo.get(id) ?? new Set<string>()).add(server));
        },
        TaskSettled: ({ order, server, at }) => {
          const id = taskId(order);
          if (server !== null) {
            finding.stake();
            if (givenTo.get(id)?.has(server) !== true)
              finding.violated(at, `${server} answers task ${id}, which it was not given`);
          }
          givenTo.delete(id);
        },
      },
    };
  },
};
