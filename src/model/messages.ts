/** Messages between the controller and the hosts: how long they take, and which of them get lost. */
import type { Micros } from "../units/index.js";
import type { Host } from "./host.js";
import type { World } from "./world.js";

/** Partitions may be one-way. */
export type Way = "to-host" | "from-host";

export class Messages {
  /** The last instant at which a timer rang that had waited for the messages of that instant. */
  allInAt: Micros = -1;

  constructor(private readonly world: World) {}

  /** Carries a message; a cut when it leaves or when it arrives loses it. */
  carry(host: Host, arrived: () => void, lost: () => void, way: Way = "to-host"): void {
    const latency = this.latency(host, way);
    if (latency === null || this.isLost(host)) return lost();
    this.world.kernel.after(latency, () => (this.latency(host, way) === null ? lost() : arrived()));
  }

  /** How long a message takes, `null` when none gets through this way. */
  latency(host: Host, way: Way): Micros | null {
    const { hears, isHeard } = host.reach;
    return (way === "to-host" ? hears : isHeard) ? this.world.routing.controlLatency(host) : null;
  }

  /** Draws whether a message of this moment gets lost on the network of a host. */
  isLost({ network: { loss, spec } }: Host): boolean {
    return loss > 0 && this.world.streams.stream(`network/${spec.name}/loss`).uniform() < loss;
  }
}
