/** A person tells an agent with which server it is to register: a wrong one sometimes, and sometimes not at all. */
import type { KindOfAction } from "./kind-of-action.js";

export const visitAgent: KindOfAction<"visit-agent"> = {
  kind: "visit-agent",
  perform({ domain }, { agent, server }, settle) {
    domain!.visit(agent, server, () => settle({ status: "done" }));
  },
  say: ({ agent, server }) => `somebody tells ${agent} to register with ${server}`,
  takes: (_, { domain }) => domain?.caretaker?.each.mean ?? null,
};
