/** The way that orders to relays, storage systems and people take, and their answers: a path of its own, or one of the networks. */
import { MINUTE } from "../units/index.js";
import type { Ground } from "./ground.js";
import type { Changes } from "./changes.js";
import type { Named } from "./named.js";
import { Network } from "./network.js";

/** The name of the path that nothing else uses, unless a network of that name is shared. */
export const MANAGEMENT = "management";

/** After this time people try again. */
export const RETRY = MINUTE;

type Surroundings<Host extends Named> = Ground & Changes & { readonly networks: ReadonlyMap<string, Network<Host>> };

export class ManagementPath<Host extends Named = Named> {
  /** What carries it; it can be cut like any other. */
  readonly network: Network<Host>;
  /** Where it is a line that carries one call at a time: somebody calls. */
  inUse = false;
  private readonly isOwn: boolean;

  /** @param over the network that it shares, if there is one of that name; otherwise nothing breaks it but a fault of its own */
  constructor(
    private readonly world: Surroundings<Host>,
    over: string,
  ) {
    const shared = world.networks.get(over);
    this.isOwn = shared === undefined;
    this.network = shared ?? new Network<Host>(world, { name: over, latency: 0, bandwidth: Infinity });
  }

  get name(): string {
    return this.network.spec.name;
  }

  /** Carries an order or an answer; a cut when it leaves or when it arrives loses it. A path of its own takes no time. */
  carry(arrived: () => void, lost: () => void): void {
    const { network } = this;
    if (!network.up || this.isLost) return lost();
    if (this.isOwn) return arrived();
    this.world.kernel.after(network.latency, () => (network.up ? arrived() : lost()));
  }

  /** What people say to each other over it they say again until it gets through. */
  insist(arrived: () => void): void {
    this.carry(arrived, () => void this.world.kernel.after(RETRY, () => this.insist(arrived)));
  }

  private get isLost(): boolean {
    const { loss, spec } = this.network;
    return loss > 0 && this.world.streams.stream(`network/${spec.name}/loss`).uniform() < loss;
  }
}
