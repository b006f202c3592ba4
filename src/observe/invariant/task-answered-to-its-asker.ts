/** The outcome of a task goes to the agent that asked for it, by it to the server that asked, and by that to the console. */
import { taskId } from "../../control/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated whenever a driver has read who asked for a task: it must be an agent that handed that very task on, and none that
 * did so in its present life may be left out. And whenever a console hears of an outcome: by a server that it gave the task to.
 */
interface Asked {
  readonly cluster: string;
  isWaiting: boolean;
}

export const taskAnsweredToItsAsker: Invariant = {
  name: "task-answered-to-its-asker",
  about: "The outcome of a task reaches the agent and the server that asked for it, and nobody else.",
  idle: "no task was executed",
  appliesTo: runs("domain"),
  watch: (finding, { context }) => {
    const drivers = new Map((context.spec.domain?.clusters ?? []).map(({ name, driver }) => [driver, name]));
    /** By task: the agents that handed it on and have not been notified, in which cluster, and whether both still know. */
    const asked = new Map<string, Map<string, Asked>>();
    const givenTo = new Map<string, Set<string>>();
    const gone = new Set<string>();
    return {
      hears: {
        TaskHandedOn: ({ order, agent, cluster }) => {
          const id = taskId(order);
          // A driver that hung takes up what an agent has handed on before its death: that one waits for nothing.
          const own = { cluster, isWaiting: !gone.has(agent) };
          asked.set(id, (asked.get(id) ?? new Map<string, Asked>()).set(agent, own));
        },
        ProcessChanged: ({ process, state }) => {
          if (state !== "gone") return void gone.delete(process);
          gone.add(process);
          const cluster = drivers.get(process);
          for (const agents of asked.values()) {
            for (const [agent, each] of agents)
              if (agent === process || each.cluster === cluster) each.isWaiting = false;
          }
        },
        AskerNotified: ({ order, agent, isTold, isLast, at }) => {
          finding.stake();
          const id = taskId(order);
          const agents = asked.get(id);
          if (agent !== null && isTold && agents?.delete(agent) !== true)
            finding.violated(at, `${agent} is told of task ${id}, for which it has not asked`);
          if (!isLast) return;
          // Who has died meanwhile, or whose driver has, is told later, or finds its task when it is launched again.
          const missed = [...(agents ?? [])].flatMap(([name, { isWaiting }]) => (isWaiting ? [name] : []));
          if (missed.length > 0) finding.violated(at, `nobody tells ${missed.join(" or ")} of task ${id}`);
          for (const each of missed) agents!.delete(each);
          if (agents?.size === 0) asked.delete(id);
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
