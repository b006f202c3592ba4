/** A link that leads over a network: the host reaches its storage as it reaches everything else there. */
import type { Micros } from "../../units/index.js";
import type { Network } from "../network.js";
import type { Routing } from "../routing.js";
import type { LinkSpec } from "../spec.js";
import type { Channel } from "../storage/channel.js";
import type { Way } from "../topology.js";
import { type CableWorld, Link } from "./link.js";
import type { NetworkConnections } from "./network-connections.js";

/** A host, as far as it is on networks. */
interface Attached {
  readonly place: { readonly networks: readonly Network[] };
  readonly reach: { readonly network: boolean };
}

export interface NetworkedWorld extends CableWorld {
  readonly hosts: ReadonlyMap<string, Attached>;
  readonly routing: Routing;
  readonly connections: NetworkConnections;
  network(name: string): Network;
}

type NetworkedSpec = LinkSpec & { readonly over: string };

export function isNetworked(spec: LinkSpec): spec is NetworkedSpec {
  return spec.over !== undefined;
}

export class NetworkLink extends Link {
  private readonly network: Network;
  private readonly ends: readonly Network[];
  private passed: readonly Channel[] | null = null;

  constructor(
    private readonly around: NetworkedWorld,
    spec: NetworkedSpec,
  ) {
    super(around, spec);
    this.network = around.network(spec.over);
    this.ends = [this.network];
    this.channel.bandwidth = this.bandwidth;
  }

  override get carries(): boolean {
    return this.way !== null;
  }

  override get obstacle(): string {
    const { name } = this.network.spec;
    return this.host?.reach.network === false
      ? `${this.spec.name} leads over ${name}, and its host has no network controller that works`
      : `${this.spec.name} leads over ${name}, which is not reached`;
  }

  /** Beside its own the connections of its host and of its port, which other links over the same networks share. */
  override get channels(): readonly Channel[] {
    this.passed ??= [
      this.channel,
      ...(this.spec.joins ?? []).map((end) =>
        this.around.connections.of(end, this.around.hosts.has(end) ? this.home : this.network),
      ),
    ];
    return this.passed;
  }

  /** There and back, beside what is its own. */
  override get latency(): Micros {
    return super.latency + 2 * (this.way?.latency ?? 0);
  }

  override get lost(): number {
    return 1 - (1 - this.loss) * (1 - (this.way?.loss ?? 0));
  }

  /** No more than the narrower of the networks at its ends; what gets lost on the way is sent again. */
  override get bandwidth(): number {
    return Math.min(super.bandwidth, this.home.bandwidth, this.network.bandwidth);
  }

  /** A network or a connector has changed. */
  topologyChanged(): void {
    this.around.bandwidth.resize(this.channel, this.bandwidth);
  }

  private get way(): Way | null {
    const { host } = this;
    if (host?.reach.network !== true) return null;
    return this.around.routing.wayBetween(host.place.networks, this.ends);
  }

  /** Of the networks of its host the one from which it leads there: the same, or one that connectors join with it. */
  private get home(): Network {
    const networks = this.host?.place.networks ?? [];
    if (networks.includes(this.network)) return this.network;
    return networks.find((each) => this.around.routing.isJoined(each, this.network)) ?? this.network;
  }

  private get host(): Attached | undefined {
    const { joins } = this.spec;
    return joins === null ? undefined : (this.around.hosts.get(joins[0]) ?? this.around.hosts.get(joins[1]));
  }
}
