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
  /** Somebody pulled the plug who wants the host off. */
  private isPulled = false;
  /** Somebody pulled it by mistake. */
  private isPulledByMistake = false;

  /** @param changed hears of it whenever current begins or ceases to flow */
  constructor(
    private readonly host: Supplied,
    private readonly changed: (on: boolean) => void,
  ) {}

  /** To be called when a part of the line may have changed. */
  update(): void {
    const on = this.supplied && this.isPlugged && this.host.relay?.contacts !== "open";
    if (on === this.on) return;
    this.on = on;
    this.host.world.record({ kind: "HostPowerChanged", host: this.host.name, powered: on });
    this.changed(on);
  }

  setSupply(supplied: boolean): void {
    this.supplied = supplied;
    this.update();
  }

  get isPlugged(): boolean {
    return !this.isPulled && !this.isPulledByMistake;
  }

  /** Somebody who stands before it pulls the plug; `briefly`: and puts it back, whoever had pulled it before. */
  pull(briefly: boolean): void {
    this.isPulled = true;
    this.update();
    if (briefly) this.putBack();
  }

  /** Somebody takes it for that of another host, or notices that; what was pulled on purpose since stays so. */
  setPulledByMistake(isPulled: boolean): void {
    this.isPulledByMistake = isPulled;
    this.update();
  }

  /**
   * Somebody puts the plug back in, the relay opened by hand, so that the host stays off. Where it cannot be, or others get their
   * power through it, the plug stays out. @returns whether it is in
   */
  plugIn(): boolean {
    const { relay, name } = this.host;
    if (this.isPlugged) return true;
    if (relay !== null && (relay.feedsOthersThan(name) || !relay.openByHand())) return false;
    this.putBack();
    return true;
  }

  /** Somebody who stands before it gives it power, its relay closed by hand; `null`, or why there is none. */
  switchOn(): string | null {
    const { relay } = this.host;
    if (relay?.closeByHand() === false) return `${relay.spec.name} is stuck open`;
    this.putBack();
    return this.on ? null : `${this.host.name} has no power`;
  }

  private putBack(): void {
    this.isPulled = false;
    this.isPulledByMistake = false;
    this.update();
  }
}
