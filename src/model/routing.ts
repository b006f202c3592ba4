/** Over which networks one part reaches another, and who answers for an address there. */
import type { Connector } from "./connector.js";
import type { Named } from "./named.js";
import type { Network } from "./network.js";
import type { WorldSpec } from "./spec.js";
import { Topology, type Way } from "./topology.js";

/** What there is that can be reached. */
interface Surroundings<Host extends Named> {
  readonly spec: Pick<WorldSpec, "controller" | "hosts">;
  readonly networks: ReadonlyMap<string, Network<Host>>;
  readonly connectors: ReadonlyMap<string, Connector>;
  network(name: string): Network<Host>;
}

export class Routing<Host extends Named = Named> {
  /** Some network loses something. */
  isLossy = false;
  private readonly fromController: Topology;
  /** As it looks from each network. */
  private readonly from: ReadonlyMap<Network, Topology>;
  /** The network on which each address is at home. */
  private readonly homes = new Map<string, Network<Host>>();

  constructor(private readonly world: Surroundings<Host>) {
    const joins = [...world.connectors.values()].map((connector) => ({
      connector,
      networks: connector.spec.joins.map((name) => world.network(name)),
    }));
    const { controller, hosts } = world.spec;
    this.fromController = new Topology(
      controller.networks.map((name) => world.network(name)),
      joins,
    );
    this.from = new Map([...world.networks.values()].map((network) => [network, new Topology([network], joins)]));
    for (const { identity, network } of hosts) {
      if (!this.homes.has(identity.address)) this.homes.set(identity.address, world.network(network));
    }
  }

  /** A network or a connector has changed. */
  changed(): void {
    this.fromController.changed();
    for (const each of this.from.values()) each.changed();
    this.isLossy = [...this.world.networks.values()].some(({ loss }) => loss > 0);
  }

  /** From the controller to a network, or back; `null` when there is none. */
  wayOfController(network: Network): Way | null {
    return this.fromController.wayTo(network);
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
