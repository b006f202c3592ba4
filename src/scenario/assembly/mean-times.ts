/** How long what logic orders takes on average, by the specification of the world. */
import type { Action } from "../../control/index.js";
import type { WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";

export class MeanTimes {
  constructor(private readonly world: WorldSpec) {}

  /** Of actions that run side by side; `data` is what bringing data takes. */
  of(actions: readonly Action[], data: Micros | null): Micros | null {
    if (data !== null) return data;
    const times = actions.map((action) => this.ofOne(action));
    if (times.some((time) => time === null)) return null;
    return Math.round(Math.max(0, ...times.map((time) => time ?? 0)));
  }

  private ofOne(action: Action): number | null {
    switch (action.kind) {
      case "order-shutdown":
        return this.host(action.host)?.shutdown.mean ?? null;
      case "switch-relay":
        return this.world.relays.find(({ name }) => name === action.relay)?.switching.mean ?? null;
      case "read-relay":
        return this.world.relays.find(({ name }) => name === action.relay)?.reading.mean ?? null;
      case "break-mirror":
        return this.arrayOf(action.volume)?.split.mean ?? null;
      case "withdraw":
      case "reassign":
        return this.arrayOf(action.volume)?.reassign.mean ?? null;
      case "boot":
        return this.bootTime(action.host);
      case "page":
        return this.world.operator.page.mean + this.world.operator.arrive.mean;
      case "move-cables":
        return this.world.operator.work.mean;
      case "set-identity":
      case "redirect":
      case "unplug":
      case "configure":
      case "weigh":
        return 0;
      default:
        return null;
    }
  }

  /** From where the host is at the beginning: one that waits in standalone needs no diagnostics. */
  private bootTime(name: string): number | null {
    const host = this.host(name);
    if (host === undefined) return null;
    const { diagnostics, standalone, online, auto } = host.boot;
    if (host.power === "standalone") return online.mean;
    return diagnostics.mean + (auto ? 0 : standalone.mean) + online.mean;
  }

  private host(name: string) {
    return this.world.hosts.find((each) => each.name === name);
  }

  private arrayOf(volume: string) {
    return this.world.arrays.find(({ volumes }) => volumes.some(({ name }) => name === volume));
  }
}
