/** Messages of the controller to hosts and directors, and theirs to it: how long they take, and which of them get lost. */
import type { Micros } from "../units/index.js";
import type { Ground } from "./ground.js";
import type { Host } from "./host.js";
import type { Network } from "./network.js";
import type { Routing } from "./routing.js";
import type { Way } from "./topology.js";

/** Partitions may be one-way. */
export type Direction = "to-host" | "from-host";

export class Messages {
  /** The last instant at which a timer rang that had waited for the messages of that instant. */
  allInAt: Micros = -1;

  constructor(private readonly world: Ground & { readonly routing: Routing }) {}

  /** Carries a message to a host or from it; a cut when it leaves or when it arrives loses it. Nobody sends it again. */
  carry(host: Host, arrived: () => void, lost: () => void, direction: Direction = "to-host"): void {
    this.send(host.network, () => this.way(host, direction), arrived, lost);
  }

  /** As `carry`, to something else on a network or from it. */
  carryTo(network: Network, arrived: () => void, lost: () => void): void {
    this.send(network, () => this.world.routing.wayOfController(network), arrived, lost);
  }

  private send(network: Network, way: () => Way | null, arrived: () => void, lost: () => void): void {
    const found = way();
    if (found === null || this.isLost(found, network)) return lost();
    this.world.kernel.after(found.latency, () => (way() === null ? lost() : arrived()));
  }

  /** The way that a message takes now, `null` when none gets through in this direction. */
  way(host: Host, direction: Direction): Way | null {
    const { hears, isHeard } = host.reach;
    return (direction === "to-host" ? hears : isHeard) ? this.world.routing.wayOfController(host.network) : null;
  }

  /** Draws whether a message of this moment gets lost on its way to a network or from there. */
  isLost({ loss }: Way, { spec }: Network): boolean {
    return loss > 0 && this.world.streams.stream(`network/${spec.name}/loss`).uniform() < loss;
  }
}
