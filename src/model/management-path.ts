/** The way that orders to relays, storage systems and people take, and their answers: a path of its own, or one of the networks. */
import { MINUTE } from "../units/index.js";
import type { Ground } from "./ground.js";
import type { Changes } from "./changes.js";
import type { Named } from "./named.js";
import { Network } from "./network.js";
import type { Routing } from "./routing.js";
import type { Way } from "./topology.js";

/** The name of the path that nothing else uses, unless a network of that name is shared. */
export const MANAGEMENT = "management";

/** After this time people try again. */
export const RETRY = MINUTE;

type Surroundings<Host extends Named> = Ground &
  Changes & { readonly networks: ReadonlyMap<string, Network<Host>>; readonly routing: Routing<Host> };

/** Of a path of its own. */
const AT_ONCE: Pick<Way, "latency" | "loss"> = { latency: 0, loss: 0 };

export class ManagementPath<Host extends Named = Named> {
  /** What carries it; it can be cut like any other. */
  readonly network: Network<Host>;
  /** Where it is a line that carries one call at a time: somebody calls. */
  inUse = false;
  private readonly isOwn: boolean;
  /** The networks of whoever gives the orders. */
  private readonly from: readonly Network<Host>[];

  /**
   * @param over the network that it shares, if there is one of that name; otherwise nothing breaks it but a fault of its own
   * @param from the networks of the controller: where it is not attached to that one and connectors lead there, orders take
   * that way; where none leads there it is a line of the controller's own, as a telephone is
   */
  constructor(
    private readonly world: Surroundings<Host>,
    over: string,
    from: readonly string[],
  ) {
    const shared = world.networks.get(over);
    this.isOwn = shared === undefined;
    this.from = from.flatMap((name) => world.networks.get(name) ?? []);
    this.network = shared ?? new Network<Host>(world, { name: over, latency: 0, bandwidth: Infinity });
  }

  get name(): string {
    return this.network.spec.name;
  }

  /** Carries an order or an answer; a cut when it leaves or when it arrives loses it. A path of its own takes no time. */
  carry(arrived: () => void, lost: () => void): void {
    const { way } = this;
    if (way === null || this.isLost(way.loss)) return lost();
    if (this.isOwn) return arrived();
    this.world.kernel.after(way.latency, () => (this.isOpen ? arrived() : lost()));
  }

  /** Whether orders get through now. */
  get isOpen(): boolean {
    return this.way !== null;
  }

  private get way(): Pick<Way, "latency" | "loss"> | null {
    const { network, from, isOwn } = this;
    const { routing } = this.world;
    if (!network.up) return null;
    if (isOwn) return AT_ONCE;
    if (from.includes(network) || !from.some((each) => routing.isJoined(each, network))) return network;
    return routing.wayBetween(from, [network]);
  }

  /** What people say to each other over it they say again until it gets through. */
  insist(arrived: () => void): void {
    this.carry(arrived, () => void this.world.kernel.after(RETRY, () => this.insist(arrived)));
  }

  private isLost(loss: number): boolean {
    return loss > 0 && this.world.streams.stream(`network/${this.name}/loss`).uniform() < loss;
  }
}
