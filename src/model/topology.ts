/** How the networks hang together, seen from the controller: whom it can reach, and how long a message takes. */
import type { Micros } from "../units/index.js";
import type { Connector } from "./connector.js";
import type { Network } from "./network.js";

export class Topology {
  /** `null` when something has changed since it was worked out. */
  private latencies: ReadonlyMap<Network, Micros> | null = null;

  /** @param attached the networks that the controller is attached to */
  constructor(
    private readonly attached: readonly Network[],
    private readonly joins: readonly { readonly connector: Connector; readonly networks: readonly Network[] }[],
  ) {}

  /** A network or a connector went up or down. */
  changed(): void {
    this.latencies = null;
  }

  /** From the controller to a host on a network, one way, by the fastest way; `null` when there is none. */
  latencyTo(network: Network): Micros | null {
    this.latencies ??= this.workOut();
    return this.latencies.get(network) ?? null;
  }

  /** Each network's latency is added once it is crossed (Bellman, Ford: relax until nothing gets shorter). */
  private workOut(): ReadonlyMap<Network, Micros> {
    const found = new Map<Network, Micros>();
    for (const network of this.attached) if (network.up) found.set(network, network.spec.latency);
    for (let shorter = true; shorter;) {
      shorter = false;
      for (const { connector, networks } of this.joins) {
        if (!connector.up) continue;
        const here = Math.min(...networks.map((network) => found.get(network) ?? Infinity));
        for (const network of networks) {
          const there = here + network.spec.latency;
          if (!network.up || there >= (found.get(network) ?? Infinity)) continue;
          found.set(network, there);
          shorter = true;
        }
      }
    }
    return found;
  }
}
