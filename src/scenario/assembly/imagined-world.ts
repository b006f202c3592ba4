/** A world as it would stand after what a plan has done so far: which hosts have power by then, and who would answer. */
import type { Action } from "../../control/index.js";
import { type HostSpec, MANAGEMENT, type WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";

type Power = HostSpec["power"];

export class ImaginedWorld {
  /** @param failed the host whose crash all this is about; absent where none has failed */
  constructor(
    private world: WorldSpec,
    private readonly failed?: string,
  ) {}

  get spec(): WorldSpec {
    return this.world;
  }

  /** Nobody answers who has crashed, or has no power. */
  isUnanswered(action: Action): boolean {
    if (action.kind !== "order-shutdown") return false;
    return action.host === this.failed || this.powerOf(action.host) === "off";
  }

  /** What an action does to the power of hosts, when all goes well. */
  carryOut(action: Action): void {
    switch (action.kind) {
      case "order-shutdown":
        return this.set(action.host, "standalone");
      case "unplug":
        return this.set(action.host, "off");
      case "boot":
        return this.set(action.host, "on");
      case "switch-relay":
        if (action.to === "off") for (const host of this.behind(action.relay)) this.set(host, "off");
    }
  }

  /** How long an order over the management path, or that of a relay, is on its way, there and back. */
  wayOf(action: Action): Micros {
    const { networks, relays, controller } = this.world;
    const relay = "relay" in action ? action.relay : action.kind === "boot" ? this.relayOf(action.host) : undefined;
    const own = relays.find(({ name }) => name === relay)?.over;
    const network = networks.find(({ name }) => name === (own ?? controller.management ?? MANAGEMENT));
    const latency = network?.latency ?? 0;
    if (this.hasJustGotPower([action])) return -latency;
    return BESIDE_MANAGEMENT.has(action.kind) ? 0 : 2 * latency;
  }

  /** Whether a host is to be brought online whose self-test runs already while the order is on its way. */
  hasJustGotPower(actions: readonly Action[]): boolean {
    return actions.every((action) => action.kind === "boot" && this.powerOf(action.host) === "off");
  }

  /** A way through what may go differently. */
  copy(): ImaginedWorld {
    return new ImaginedWorld(this.world, this.failed);
  }

  private powerOf(name: string): Power | undefined {
    return this.world.hosts.find((host) => host.name === name)?.power;
  }

  private relayOf(name: string): string | undefined {
    return this.world.hosts.find((host) => host.name === name)?.relay;
  }

  private behind(relay: string): readonly string[] {
    return this.world.hosts.filter((host) => host.relay === relay).map(({ name }) => name);
  }

  private set(name: string, power: Power): void {
    const hosts = this.world.hosts.map((host) => (host.name === name ? { ...host, power } : host));
    this.world = { ...this.world, hosts };
  }
}

/** What goes over the networks, or is done where the order is given. */
const BESIDE_MANAGEMENT: ReadonlySet<Action["kind"]> = new Set<Action["kind"]>([
  "boot",
  "configure",
  "order-shutdown",
  "query",
  "read-configuration",
  "redirect",
  "set-identity",
]);
