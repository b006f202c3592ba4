/** Over which networks one part reaches another, how long that takes, and who answers for an address there. */
import type { Micros } from "../units/index.js";
import type { Host } from "./host.js";
import type { Network } from "./network.js";
import { Topology } from "./topology.js";
import type { World } from "./world.js";

export class Routing {
  private readonly fromController: Topology;
  /** As it looks from each network. */
  private readonly from: ReadonlyMap<Network, Topology>;
  /** The network on which each address is at home. */
  private readonly homes = new Map<string, Network>();

  constructor(private readonly world: World) {
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
    for (const { address, network } of hosts) {
      if (!this.homes.has(address)) this.homes.set(address, world.network(network));
    }
  }

  /** A network or a connector went up or down. */
  changed(): void {
    this.fromController.changed();
    for (const each of this.from.values()) each.changed();
  }

  /** From the controller to a host, one way; `null` when the networks between them are cut. */
  controlLatency(host: Host): Micros | null {
    return this.fromController.latencyTo(host.network);
  }

  /** From one network to another, one way; `null` when there is no way. */
  latency(from: Network, to: Network): Micros | null {
    return this.from.get(from)?.latencyTo(to) ?? null;
  }

  /** The network on which an address is valid: connectors drop what is not at home behind them. */
  homeOf(address: string): Network | null {
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
