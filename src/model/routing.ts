/** Over which networks one part reaches another, and who answers for an address there. */
import type { Connector } from "./connector.js";
import type { Named } from "./named.js";
import type { Network } from "./network.js";
import type { WorldSpec } from "./spec.js";
import { fastest, Topology, type Way } from "./topology.js";

/** What there is that can be reached. */
interface Surroundings<Host extends Named> {
  readonly spec: Pick<WorldSpec, "hosts">;
  readonly networks: ReadonlyMap<string, Network<Host>>;
  readonly connectors: ReadonlyMap<string, Connector>;
  network(name: string): Network<Host>;
}

export class Routing<Host extends Named = Named> {
  /** Some network loses something. */
  isLossy = false;
  /** On some network what is sent takes longer at one time than at another. */
  readonly varies: boolean;
  /** As it looks from each network. */
  private readonly from: ReadonlyMap<Network, Topology>;
  /** As it looks to whoever is attached to several networks. */
  private readonly fromSeveral = new Map<readonly Network[], Topology>();
  private readonly joins: readonly { readonly connector: Connector; readonly networks: readonly Network[] }[];
  /** The network on which each address is at home. */
  private readonly homes = new Map<string, Network<Host>>();

  constructor(private readonly world: Surroundings<Host>) {
    this.joins = [...world.connectors.values()].map((connector) => ({
      connector,
      networks: connector.spec.joins.map((name) => world.network(name)),
    }));
    const { hosts } = world.spec;
    this.varies = [...world.networks.values()].some(({ jitter }) => jitter.length > 0);
    this.from = new Map([...world.networks.values()].map((network) => [network, new Topology([network], this.joins)]));
    for (const { identity, network } of hosts) {
      if (!this.homes.has(identity.address)) this.homes.set(identity.address, world.network(network));
    }
  }

  /** A network or a connector has changed. */
  changed(): void {
    for (const each of this.fromSeveral.values()) each.changed();
    for (const each of this.from.values()) each.changed();
    this.isLossy = [...this.world.networks.values()].some(({ loss }) => loss > 0);
  }

  /** From whoever is attached to some networks to whoever is attached to others; `null` when there is none. */
  wayBetween(from: readonly Network[], to: readonly Network[]): Way | null {
    const topology = this.seenFrom(from);
    const [only] = to;
    if (only !== undefined && to.length === 1) return topology.wayTo(only);
    return fastest(to.flatMap((network) => topology.wayTo(network) ?? []));
  }

  private seenFrom(networks: readonly Network[]): Topology {
    const [only] = networks;
    if (only !== undefined && networks.length === 1) return this.from.get(only)!;
    let topology = this.fromSeveral.get(networks);
    if (topology === undefined) this.fromSeveral.set(networks, (topology = new Topology(networks, this.joins)));
    return topology;
  }

  /** Whether connectors lead from one network to another while all works. */
  isJoined(from: Network, to: Network): boolean {
    const reached = new Set([from]);
    for (const each of reached)
      for (const { networks } of this.joins)
        if (networks.includes(each)) for (const other of networks) reached.add(other);
    return reached.has(to);
  }

  /** From one network to another; `null` when there is none. */
  way(from: Network, to: Network): Way | null {
    return this.from.get(from)?.wayTo(to) ?? null;
  }

  /** The network on which an address is valid: connectors drop what is not at home behind them. */
  homeOf(address: string): Network<Host> | null {
    return this.homes.get(address) ?? null;
  }

  /** Who answers for an address on any network. */
  holderOf(address: string): Host | null {
    for (const network of this.world.networks.values()) {
      const holder = network.holderOf(address);
      if (holder !== null) return holder;
    }
    return null;
  }
}
