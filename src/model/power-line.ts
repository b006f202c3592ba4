/** What it takes for current to reach a host: the building has power, the plug is in, and the relay in the line is closed. */
import type { Ground } from "./ground.js";
import type { Relay } from "./relay.js";

/** The host to which it leads. */
interface Supplied {
  readonly name: string;
  readonly world: Ground;
  /** The switch in the line, if it has one. */
  readonly relay: Relay | null;
}

export class PowerLine {
  /** Current flows. */
  on = false;
  /** The building has power. */
  supplied = true;
  private plugged = true;

  /** @param changed hears of it whenever current begins or ceases to flow */
  constructor(
    private readonly host: Supplied,
    private readonly changed: (on: boolean) => void,
  ) {}

  /** To be called when a part of the line may have changed. */
  update(): void {
    const on = this.supplied && this.plugged && this.host.relay?.contacts !== "open";
    if (on === this.on) return;
    this.on = on;
    this.host.world.record({ kind: "HostPowerChanged", host: this.host.name, powered: on });
    this.changed(on);
  }

  setSupply(supplied: boolean): void {
    this.supplied = supplied;
    this.update();
  }

  setPlugged(plugged: boolean): void {
    this.plugged = plugged;
    this.update();
  }

  /** Somebody puts the plug back in, the relay opened by hand if it can be, so that the host stays off. */
  plugIn(): void {
    if (this.plugged) return;
    if (this.host.relay?.openByHand() === false) return;
    this.setPlugged(true);
  }
}
