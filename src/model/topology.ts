/** How the networks hang together, seen from some of them: which can be reached, how long that takes, and what gets lost. */
import type { Distribution } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import type { Connector } from "./connector.js";
import type { Network } from "./network.js";

/** From one place to another. */
export interface Way {
  readonly latency: Micros;
  /** Probability with which a piece that is sent gets lost. */
  readonly loss: number;
  /** The names of the networks that it leads over, in their order. */
  readonly over: readonly string[];
  /** By how much longer what is sent takes, drawn for each network on the way where that varies. */
  readonly jitter: readonly Distribution[];
}

/** Within one place. */
export const HERE: Way = { latency: 0, loss: 0, over: [], jitter: [] };

export class Topology {
  /** `null` when something has changed since it was worked out. */
  private ways: ReadonlyMap<Network, Way> | null = null;

  /** @param attached the networks from which it is seen */
  constructor(
    private readonly attached: readonly Network[],
    private readonly joins: readonly { readonly connector: Connector; readonly networks: readonly Network[] }[],
  ) {}

  /** A network or a connector has changed. */
  changed(): void {
    this.ways = null;
  }

  /** To a host on a network, by the fastest way; `null` when there is none. */
  wayTo(network: Network): Way | null {
    this.ways ??= this.workOut();
    return this.ways.get(network) ?? null;
  }

  /** Each network's latency is added once it is crossed (Bellman, Ford: relax until nothing gets shorter). */
  private workOut(): ReadonlyMap<Network, Way> {
    const found = new Map<Network, Way>();
    for (const network of this.attached) if (network.up) found.set(network, through(network, HERE));
    for (let shorter = true; shorter;) {
      shorter = false;
      for (const { connector, networks } of this.joins) {
        if (!connector.up) continue;
        const here = fastest(networks.flatMap((network) => found.get(network) ?? []));
        if (here === null) continue;
        for (const network of networks) {
          const there = through(network, here);
          if (!network.up || there.latency >= (found.get(network)?.latency ?? Infinity)) continue;
          found.set(network, there);
          shorter = true;
        }
      }
    }
    return found;
  }
}

/** A way that goes on through a network. */
function through({ latency, loss, over, jitter }: Network, before: Way): Way {
  return {
    latency: before.latency + latency,
    loss: before.loss + (1 - before.loss) * loss,
    over: [...before.over, ...over],
    jitter: [...before.jitter, ...jitter],
  };
}

/** `null` when there is none. */
export function fastest(ways: readonly Way[]): Way | null {
  return ways.reduce<Way | null>((best, way) => (best === null || way.latency < best.latency ? way : best), null);
}
