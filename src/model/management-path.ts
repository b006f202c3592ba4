/** The way that orders to relays, storage systems and people take, and their answers: a path of its own, or one of the networks. */
import type { Ground } from "./ground.js";
import type { Changes } from "./changes.js";
import { Network } from "./network.js";

/** The name of the path that nothing else uses. */
export const MANAGEMENT = "management";

type Surroundings = Ground & Changes & { network(name: string): Network };

export class ManagementPath {
  /** What carries it; it can be cut like any other. */
  readonly network: Network;
  private readonly isOwn: boolean;

  /** @param over the network that it shares, if any */
  constructor(
    private readonly world: Surroundings,
    over: string | undefined,
  ) {
    this.isOwn = over === undefined;
    this.network =
      over === undefined
        ? new Network(world, { name: MANAGEMENT, latency: 0, bandwidth: Infinity })
        : world.network(over);
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

  private get isLost(): boolean {
    const { loss, spec } = this.network;
    return loss > 0 && this.world.streams.stream(`network/${spec.name}/loss`).uniform() < loss;
  }
}
