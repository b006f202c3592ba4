/** A server has one agent of each pair in a cluster. */
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Evaluated whenever a server takes an agent in its list; one that is gone has forgotten its list. */
export const noDoubleAgent: Invariant = {
  name: "no-double-agent",
  about:
    "In each cluster a server has one agent of each pair: were two registered with the same server, its failure would take both.",
  idle: "no agent registered",
  appliesTo: runs("domain"),
  watch: (finding) => {
    const lists = new Map<string, Map<string, string>>();
    return {
      hears: {
        ProcessChanged: ({ process, state }) => {
          if (state === "gone") lists.delete(process);
        },
        NoteMade: ({ note, at }) => {
          if (note.kind === "agent-struck-off") return void lists.get(note.server)?.delete(note.agent);
          if (note.kind !== "agent-listed") return;
          finding.stake();
          const { server, agent, cluster, pair } = note;
          const list = lists.get(server) ?? new Map<string, string>();
          lists.set(server, list);
          const place = `pair ${pair} of ${cluster}`;
          const other = [...list].find(([name, where]) => where === place && name !== agent);
          list.set(agent, place);
          if (other !== undefined) finding.violated(at, `${server} has ${other[0]} and ${agent} of ${place} in its list`);
        },
      },
    };
  },
};
