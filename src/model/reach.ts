/** What of a host works: without a network controller nobody reaches it, without an adapter it does not reach its data. */
import type { Ground } from "./ground.js";
import type { HostChanges, Changes } from "./changes.js";
import type { HostHealth } from "./true-state.js";

/** What may break in a host without stopping it. */
export type Component = "cpu" | "memory" | "network-controller" | "io-controller" | "adapter";

/** How many times slower a host works whose processors or memory are partly out of use. */
const IMPAIRED = 3;

/** The host whose reach it is. */
interface Owner {
  readonly name: string;
  readonly health: HostHealth;
  readonly world: Ground & HostChanges & Pick<Changes, "refresh">;
  tellHealth(before: HostHealth): void;
  changed(): void;
}

export class Reach {
  private readonly broken = new Set<Component>();
  /** Those of which the host itself sees that they are broken. */
  private readonly seen = new Set<Component>();

  constructor(private readonly host: Owner) {}

  /** It is on the network at all. */
  get network(): boolean {
    return !this.broken.has("network-controller");
  }

  get storage(): boolean {
    return !this.broken.has("io-controller") && !this.broken.has("adapter");
  }

  /** By this everything takes longer for want of processors or memory. */
  get slowness(): number {
    // Asked for each request, of hosts of which nearly always nothing is broken.
    if (this.broken.size === 0) return 1;
    return this.broken.has("cpu") || this.broken.has("memory") ? IMPAIRED : 1;
  }

  get brokenComponents(): readonly Component[] {
    return [...this.broken];
  }

  /** What the host says is broken when somebody asks. */
  get saidBroken(): readonly Component[] {
    return this.brokenComponents.filter((component) => this.seen.has(component));
  }

  /** The host sees from now on that a component is broken, or does not any more. */
  setSeen(component: Component, isSeen: boolean): void {
    if (isSeen) this.seen.add(component);
    else this.seen.delete(component);
  }

  /** A component breaks, or works again. */
  setComponent(component: Component, works: boolean): void {
    const { world, name } = this.host;
    if (this.broken.has(component) === !works) return;
    world.beforeChange(this.host);
    const before = this.host.health;
    if (works) this.broken.delete(component);
    else this.broken.add(component);
    world.record({ kind: "ComponentChanged", host: name, component, works });
    this.host.tellHealth(before);
    this.host.changed();
    world.refresh();
  }
}
