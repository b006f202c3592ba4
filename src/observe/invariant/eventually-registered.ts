/** An agent that can register is registered in the end. */
import { type Micros, MINUTE } from "../../units/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** So long after the last fault has ended every agent has tried again. */
const PATIENCE: Micros = 5 * MINUTE;

/**
 * Evaluated at the end, when no fault has been in force for a while: for each agent that works and reaches a server that works.
 * It must stand in the list of some server that it may register with. One whose tries were used up has ended, and does not work.
 */
export const eventuallyRegistered: Invariant = {
  name: "eventually-registered",
  about: "While its server, its cluster and the way work and it has tries left, an agent comes to be registered.",
  idle: "it was never quiet long enough, or no agent worked in the end",
  appliesTo: runs("domain"),
  watch: (finding, { faults }) => {
    /** By agent: the servers that it could work with. */
    const able = new Map<string, Map<string, Micros>>();
    const lists = new Map<string, Set<string>>();
    return {
      hears: {
        PairChanged: ({ agent, server, works, at }) => {
          const servers = able.get(agent) ?? new Map<string, Micros>();
          able.set(agent, servers);
          if (works) servers.set(server, at);
          else servers.delete(server);
        },
        ProcessChanged: ({ process, state }) => {
          if (state === "gone") lists.delete(process);
        },
        NoteMade: ({ note }) => {
          if (note.kind === "agent-struck-off") lists.get(note.server)?.delete(note.agent);
          else if (note.kind === "agent-listed") {
            lists.set(note.server, (lists.get(note.server) ?? new Set<string>()).add(note.agent));
          }
        },
      },
      finish: (end) => {
        if (end - faults.quietSince(end) < PATIENCE) return;
        for (const [agent, servers] of able) {
          const since = Math.max(...servers.values());
          if (servers.size === 0 || end - since < PATIENCE) continue;
          finding.stake();
          if (![...servers.keys()].some((server) => lists.get(server)?.has(agent) === true))
            finding.violated(end, `${agent} is not registered, and ${[...servers.keys()].join(" and ")} could have it`);
        }
      },
    };
  },
};
