/** What machines have of networks: one connection to each, which everything shares that they send and get over it. */
import type { Network } from "../network.js";
import type { BandwidthPool } from "../storage/bandwidth.js";
import { Channel } from "../storage/channel.js";

export class NetworkConnections {
  private readonly channels = new Map<Network, Map<string, Channel>>();

  constructor(private readonly world: { readonly bandwidth: Pick<BandwidthPool, "resize"> }) {}

  /** @param machine a host, a storage system, or a port adapter, which is attached by itself */
  of(machine: string, network: Network): Channel {
    let known = this.channels.get(network);
    if (known === undefined) this.channels.set(network, (known = new Map<string, Channel>()));
    let channel = known.get(machine);
    if (channel === undefined)
      known.set(machine, (channel = new Channel(`${machine} on ${network.spec.name}`, network.bandwidth)));
    return channel;
  }

  /** As far as anything ever went over them. */
  get all(): readonly Channel[] {
    return [...this.channels.values()].flatMap((known) => [...known.values()]);
  }

  /** Networks may have become wider or narrower. */
  topologyChanged(): void {
    for (const [{ bandwidth }, known] of this.channels)
      for (const channel of known.values()) this.world.bandwidth.resize(channel, bandwidth);
  }
}
