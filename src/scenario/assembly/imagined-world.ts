/** A world as it would stand after what a plan has done so far: which hosts have power by then, and who would answer. */
import type { Action, ActionOf } from "../../control/index.js";
import { type HostSpec, kindOf, MANAGEMENT, namedIn, type WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import { latencyBetween, latencyOver } from "./controller-ways.js";

type Power = HostSpec["power"];

export class ImaginedWorld {
  /** What relays still take that were ordered to switch. */
  private readonly late = new Map<string, Micros>();

  /**
   * @param failed the host whose crash all this is about; absent where none has failed
   * @param switchedOn hosts that were given power, with the time that the answer to that was on its way
   */
  constructor(
    private world: WorldSpec,
    private readonly failed?: string,
    private readonly switchedOn = new Map<string, Micros>(),
  ) {}

  get spec(): WorldSpec {
    return this.world;
  }

  /** Nobody answers who has crashed, or has no power. */
  isUnanswered(action: Action): boolean {
    if (startsUp(action)) return this.powerOf(action.host) === "off" && !this.switchedOn.has(action.host);
    if (action.kind === "warn-users") return action.host === this.failed || this.powerOf(action.host) !== "on";
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
      case "power-on":
        return void this.switchedOn.set(action.host, this.latencyOf(action));
      case "boot":
        return this.set(action.host, "on");
      case "set-identity":
        return action.standalone === true ? this.set(action.host, "standalone") : undefined;
      case "switch-relay":
        if (action.to === "off") for (const host of this.behind(action.relay)) this.set(host, "off");
        else for (const host of this.behind(action.relay)) this.switchedOn.set(host, this.latencyOf(action));
    }
  }

  /** Relays that are given up for so long before they have switched. */
  leaveOver(actions: readonly Action[], left: Micros): void {
    for (const each of actions) if (each.kind === "switch-relay") this.late.set(each.relay, left);
  }

  /** Whether a relay is read back before it has done what it was given up for. */
  isTooSoon(actions: readonly Action[], expected: Micros): boolean {
    return actions.some((each) => {
      if (each.kind !== "read-relay") return false;
      const left = this.late.get(each.relay) ?? 0;
      this.late.delete(each.relay);
      return expected < left;
    });
  }

  /** How long an order is on its way, and its answer. */
  wayOf(action: Action): Micros {
    // Its self-test has run since the order to give it power arrived.
    if (this.hasJustGotPower([action])) return "host" in action ? -(this.switchedOn.get(action.host) ?? 0) : 0;
    return 2 * this.latencyOf(action);
  }

  private latencyOf(action: Action): Micros {
    const { over, goesTo } = kindOf(action);
    const name = goesTo?.(action, this.world);
    if (name !== undefined) return latencyBetween(name, this.world);
    if (over === undefined) return 0;
    const { relays, controller } = this.world;
    const own = over === "relay" && "relay" in action ? namedIn(relays, action.relay)?.over : undefined;
    return latencyOver(own ?? controller.management ?? MANAGEMENT, this.world);
  }

  /** Whether a host is to come up whose self-test runs already while the order is on its way. */
  hasJustGotPower(actions: readonly Action[]): boolean {
    return actions.every((action) => startsUp(action) && this.powerOf(action.host) === "off");
  }

  /** A way through what may go differently. */
  copy(): ImaginedWorld {
    return new ImaginedWorld(this.world, this.failed, new Map(this.switchedOn));
  }

  private powerOf(name: string): Power | undefined {
    return this.world.hosts.find((host) => host.name === name)?.power;
  }

  private behind(relay: string): readonly string[] {
    return this.world.hosts.filter((host) => host.relay === relay).map(({ name }) => name);
  }

  private set(name: string, power: Power): void {
    const hosts = this.world.hosts.map((host) => (host.name === name ? { ...host, power } : host));
    this.world = { ...this.world, hosts };
    this.switchedOn.delete(name);
  }
}

/** What has a host come up that has power. */
function startsUp(action: Action): action is ActionOf<"boot"> | ActionOf<"set-identity"> {
  return action.kind === "boot" || (action.kind === "set-identity" && action.standalone === true);
}
