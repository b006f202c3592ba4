/** A life that goes on only at times: while a host has power and is whole, or while somebody serves. */
import type { Record as WorldRecord, World } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { FaultEffect } from "../scenario.js";

/** Whom an effect on a host strikes now; null when nobody holds the service that it follows. */
export function hostMeant(world: World, { target, strikesHolder }: Pick<FaultEffect, "target" | "strikesHolder">) {
  if (strikesHolder !== true) return world.host(target);
  return world.services.find(({ name }) => name === target)!.primary;
}

/** Whether an effect strikes a host, and not a network, say. */
export function isHost(
  world: World,
  { target, strikesHolder }: Pick<FaultEffect, "target" | "strikesHolder">,
): boolean {
  return strikesHolder === true || world.spec.hosts.some(({ name }) => name === target);
}

/** What may begin or end the time that counts. */
const CHANGES: ReadonlySet<WorldRecord["kind"]> = new Set([
  "HostPowerChanged",
  "HostHealthChanged",
  "ServiceUp",
  "ServiceDown",
]);

export class Life {
  /** How much is left of it; null while nothing is to end. */
  private left: Micros | null = null;
  /** Since when it goes on; null while it does not. */
  private since: Micros | null = null;
  /** Tells the end that is awaited from those that were put off. */
  private awaited = 0;

  /** @param ended called when it has been lived */
  constructor(
    private readonly world: World,
    private readonly whose: Pick<FaultEffect, "target" | "strikesHolder">,
    private readonly ended: () => void,
  ) {
    world.listen(({ kind }) => {
      if (this.left !== null && CHANGES.has(kind)) this.goOn();
    });
  }

  /** A new one begins. */
  begin(length: Micros): void {
    this.left = length;
    this.since = null;
    this.awaited += 1;
    this.goOn();
  }

  /** Counts from now on, or no more, whichever is right. */
  private goOn(): void {
    const { kernel } = this.world;
    if (this.counts === (this.since !== null)) return;
    if (this.since !== null) {
      this.left = Math.max(0, this.left! - (kernel.now - this.since));
      this.since = null;
      this.awaited += 1;
      return;
    }
    this.since = kernel.now;
    const awaited = (this.awaited += 1);
    kernel.after(this.left!, () => {
      if (this.awaited !== awaited) return;
      this.left = null;
      this.since = null;
      this.ended();
    });
  }

  private get counts(): boolean {
    const { world } = this;
    const host = hostMeant(world, this.whose);
    return host !== null && host.power.on && host.health !== "failed";
  }
}
