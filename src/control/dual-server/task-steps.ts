/** How an agent has a task done (Fig. 4): its name is stored with the task before the driver gets it, so that nobody else is told the outcome. */
import type { Step } from "../kit/step.js";
import type { AgentConfig, TaskFacts } from "./agent-state.js";

type TaskStep = Step<TaskFacts>;

/** However long it takes: whoever wants the task done is the one who loses patience. */
const WITHOUT_LIMIT = Infinity;

export function taskSteps({ agent, cluster }: AgentConfig): readonly TaskStep[] {
  return [
    {
      name: "store-asker",
      figure: "404",
      phase: "data",
      act: ({ order, slot, server }) => ({ do: [{ kind: "store-asker", agent, cluster, slot, order, server }] }),
      within: WITHOUT_LIMIT,
      otherwise: "give-up",
    },
    {
      name: "hand-on",
      figure: "404",
      phase: "resume",
      act: ({ order, slot }) => ({
        do: [{ kind: "hand-on-task", agent, cluster, slot, key: order.number, order }],
      }),
      within: WITHOUT_LIMIT,
      otherwise: "give-up",
    },
    {
      name: "execute",
      figure: "406",
      phase: "resume",
      act: () => ({ do: [], tell: [] }),
      within: WITHOUT_LIMIT,
      proof: { of: "the notice of the driver (412)", shownAt: ({ overAt }) => overAt, found: () => "none" },
      otherwise: "give-up",
    },
    {
      name: "fetch-failure",
      figure: "416",
      phase: "data",
      act: ({ failed, order }) =>
        failed ? { do: [{ kind: "fetch-failure", agent, cluster, order }] } : { skip: "it has not failed" },
      within: WITHOUT_LIMIT,
      otherwise: "skip",
    },
  ];
}
