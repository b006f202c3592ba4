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
    /** By server, then by pair of a cluster. */
    const lists = new Map<string, Map<string, string>>();
    return {
      hears: {
        ProcessChanged: ({ process, state }) => {
          if (state === "gone") lists.delete(process);
        },
        NoteMade: ({ note, at }) => {
          if (note.kind === "agent-struck-off") {
            const list = lists.get(note.server);
            const place = `pair ${note.pair} of ${note.cluster}`;
            if (list?.get(place) === note.agent) list.delete(place);
          }
          if (note.kind !== "agent-listed") return;
          finding.stake();
          const { server, agent, cluster, pair } = note;
          const list = lists.get(server) ?? new Map<string, string>();
          lists.set(server, list);
          const place = `pair ${pair} of ${cluster}`;
          const other = list.get(place) ?? agent;
          list.set(place, agent);
          if (other !== agent) finding.violated(at, `${server} has ${other} and ${agent} of ${place} in its list`);
        },
      },
    };
  },
};
