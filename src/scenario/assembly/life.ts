/** A life that goes on only at times: while a host has power and is whole, or while somebody serves. */
import type { Host, Record as WorldRecord, World } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { FaultEffect } from "../scenario.js";

/** Whom an effect on a host strikes now; null when nobody holds the service that it follows. */
export function hostMeant(world: World, { target, strikesHolder }: Pick<FaultEffect, "target" | "strikesHolder">) {
  if (strikesHolder !== true) return world.host(target);
  return serviceNamed(world, target).primary;
}

const serviceNamed = (world: World, target: string) => world.services.find(({ name }) => name === target)!;

/** Whether an effect strikes a host, and not a network, say. */
export function isHost(
  world: World,
  { target, strikesHolder }: Pick<FaultEffect, "target" | "strikesHolder">,
): boolean {
  return strikesHolder === true || world.spec.hosts.some(({ name }) => name === target);
}

/** Tells lives of what happens to their hosts, and no others: there may be a thousand of them. */
export class Lives {
  private readonly of = new Map<string, Set<Life>>();

  constructor(readonly world: World) {}

  /** A life hears from now on of this host instead of that one. */
  move(life: Life, from: string | null, to: string | null): void {
    if (from !== null) this.of.get(from)?.delete(life);
    if (to === null) return;
    if (this.of.size === 0) this.world.listen((record) => this.hear(record));
    const there = this.of.get(to) ?? new Set();
    this.of.set(to, there.add(life));
  }

  private hear(record: WorldRecord): void {
    if (record.kind !== "HostPowerChanged" && record.kind !== "HostHealthChanged") return;
    for (const life of this.of.get(record.host) ?? []) life.look();
  }
}

export class Life {
  /** How much is left of it; null while nothing is to end. */
  private left: Micros | null = null;
  /** Since when it goes on; null while it does not. */
  private since: Micros | null = null;
  /** Tells the end that is awaited from those that were put off. */
  private awaited = 0;
  /** The host whose time counts. */
  private host: Host | null = null;

  /** @param ended called when it has been lived */
  constructor(
    private readonly lives: Lives,
    whose: Pick<FaultEffect, "target" | "strikesHolder">,
    private readonly ended: () => void,
  ) {
    const { world } = lives;
    const look = (): void => {
      const host = hostMeant(world, whose);
      if (host !== this.host) lives.move(this, this.host?.name ?? null, host?.name ?? null);
      this.host = host;
      this.look();
    };
    if (whose.strikesHolder === true) serviceNamed(world, whose.target).follow(look);
    look();
  }

  /** A new one begins. */
  begin(length: Micros): void {
    this.left = length;
    this.since = null;
    this.awaited += 1;
    this.goOn();
  }

  /** What it depends on may have changed. */
  look(): void {
    if (this.left !== null) this.goOn();
  }

  /** Counts from now on, or no more, whichever is right. */
  private goOn(): void {
    const { kernel } = this.lives.world;
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
    const { host } = this;
    return host !== null && host.power.on && host.health !== "failed";
  }
}
