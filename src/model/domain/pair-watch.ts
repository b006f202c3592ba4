/** Whether agents and servers could do something together, as it really is: both work, so does the driver, and they reach each other. */
import type { Ground } from "../ground.js";
import { known } from "../named.js";
import type { Post } from "../post.js";
import type { Process } from "../process.js";
import type { ClusterSpec } from "./spec.js";

interface Surroundings extends Ground {
  readonly post: Post;
  readonly processes: ReadonlyMap<string, Process>;
}

interface Pair {
  readonly cluster: string;
  readonly agent: Process;
  readonly server: Process;
  readonly driver: Process;
  works: boolean;
}

export class PairWatch {
  private readonly pairs: Pair[] = [];
  /** By the processes that they need. */
  private readonly by = new Map<string, Pair[]>();

  constructor(
    private readonly world: Surroundings,
    clusters: readonly ClusterSpec[],
  ) {
    const process = (name: string) => known(world.processes, name, "process");
    for (const { name: cluster, agents, driver } of clusters) {
      for (const { name, servers } of agents) {
        for (const server of servers) {
          const needed = { agent: process(name), server: process(server), driver: process(driver) };
          const pair: Pair = { cluster, ...needed, works: false };
          this.pairs.push(pair);
          for (const each of Object.values(needed)) this.pairsOf(each.name).push(pair);
        }
      }
    }
  }

  private pairsOf(process: string): Pair[] {
    const known = this.by.get(process);
    if (known !== undefined) return known;
    const none: Pair[] = [];
    this.by.set(process, none);
    return none;
  }

  /** Networks, or what is wrong with talk, may have changed. */
  refresh(): void {
    for (const each of this.pairs) this.look(each);
  }

  refreshOf(process: string): void {
    for (const each of this.by.get(process) ?? []) this.look(each);
  }

  private look(pair: Pair): void {
    const { cluster, agent, server, driver } = pair;
    const { post } = this.world;
    const [there, back] = [
      { from: server.place, to: agent.place },
      { from: agent.place, to: server.place },
    ];
    const works =
      agent.running && server.running && driver.running && post.way(there) !== null && post.way(back) !== null;
    if (works === pair.works) return;
    pair.works = works;
    this.world.record({ kind: "PairChanged", cluster, agent: agent.name, server: server.name, works });
  }
}
