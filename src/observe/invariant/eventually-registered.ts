/** An agent that can register is registered in the end. */
import { type Micros, MINUTE } from "../../units/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** So long after the last fault has ended every agent has tried again. */
const PATIENCE: Micros = 5 * MINUTE;

/**
 * Evaluated at the end, when no fault has been in force for a while: for each agent that works, as does the server that it tried
 * last, and the way to it. It must stand in that server's list. One whose tries were used up has ended, and does not work; one that
 * a person gave a wrong address has no server that works.
 */
export const eventuallyRegistered: Invariant = {
  name: "eventually-registered",
  about: "While its server, its cluster and the way work and it has tries left, an agent comes to be registered.",
  idle: "it was never quiet long enough, or no agent worked in the end",
  appliesTo: runs("domain"),
  watch: (finding, { faults }) => {
    /** By agent: the server that it tried last. */
    const servers = new Map<string, string>();
    /** By agent: the servers that it could work with, and since when. */
    const able = new Map<string, Map<string, Micros>>();
    const lists = new Map<string, Set<string>>();
    return {
      hears: {
        PairChanged: ({ agent, server, works, at }) => {
          const reached = able.get(agent) ?? new Map<string, Micros>();
          able.set(agent, reached);
          if (works) reached.set(server, at);
          else reached.delete(server);
        },
        ProcessChanged: ({ process, state }) => {
          if (state === "gone") lists.delete(process);
        },
        NoteMade: ({ note }) => {
          if (note.kind === "registration-tried") servers.set(note.agent, note.server);
          if (note.kind === "agent-struck-off") lists.get(note.server)?.delete(note.agent);
          else if (note.kind === "agent-listed") {
            lists.set(note.server, (lists.get(note.server) ?? new Set<string>()).add(note.agent));
          }
        },
      },
      finish: (end) => {
        if (end - faults.quietSince(end) < PATIENCE) return;
        for (const [agent, server] of servers) {
          const since = able.get(agent)?.get(server);
          if (since === undefined || end - since < PATIENCE) continue;
          finding.stake();
          if (lists.get(server)?.has(agent) !== true)
            finding.violated(end, `${agent} is not registered with ${server}, and nothing stands between them`);
        }
      },
    };
  },
};
