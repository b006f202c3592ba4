/** On how many agents of each cluster servers can count: those that are in a server's list while both work and reach each other. */
import type { Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";

interface Pair {
  readonly cluster: string;
  works: boolean;
  listed: boolean;
}

export class AblePairs {
  /** By server, then by agent. */
  private readonly pairs = new Map<string, Map<string, Pair>>();
  private readonly counts = new Map<string, number>();

  /** @param changed hears of each change of the number of a cluster */
  constructor(private readonly changed: (cluster: string, able: number, at: Micros) => void) {}

  readonly hears: Hearing = {
    PairChanged: ({ server, agent, cluster, works, at }) =>
      this.set(server, agent, cluster, (pair) => (pair.works = works), at),
    ProcessChanged: ({ process, state, at }) => {
      // A server that is gone has forgotten its list.
      if (state !== "gone") return;
      for (const [agent, { cluster }] of this.pairs.get(process) ?? [])
        this.set(process, agent, cluster, (pair) => (pair.listed = false), at);
    },
    NoteMade: ({ note, at }) => {
      if (note.kind === "agent-listed")
        this.set(note.server, note.agent, note.cluster, (pair) => (pair.listed = true), at);
      else if (note.kind === "agent-struck-off")
        this.set(note.server, note.agent, note.cluster, (pair) => (pair.listed = false), at);
    },
  };

  private set(server: string, agent: string, cluster: string, change: (pair: Pair) => void, at: Micros): void {
    const ofServer = this.pairs.get(server) ?? new Map<string, Pair>();
    this.pairs.set(server, ofServer);
    const pair = ofServer.get(agent) ?? { cluster, works: false, listed: false };
    ofServer.set(agent, pair);
    const before = pair.works && pair.listed;
    change(pair);
    const now = pair.works && pair.listed;
    if (before === now) return;
    const count = (this.counts.get(cluster) ?? 0) + (now ? 1 : -1);
    this.counts.set(cluster, count);
    this.changed(cluster, count, at);
  }
}
