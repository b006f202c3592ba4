/** The network director: the load balancer in front of the hosts, on a machine of its own or a program on a host. */
import type { Changes } from "./changes.js";
import type { Ground } from "./ground.js";
import type { Heartbeats } from "./heartbeat.js";
import type { Network } from "./network.js";
import { type Carrier, Place } from "./place.js";
import type { DirectorSpec } from "./spec.js";

interface Surroundings extends Ground, Pick<Changes, "refresh"> {
  readonly heartbeats: Heartbeats;
  readonly directors: ReadonlyMap<string, Director>;
  readonly hosts: ReadonlyMap<string, Carrier & { readonly running: boolean; readonly place: Place }>;
  network(name: string): Network;
}

export class Director {
  /** Where it is reached. */
  readonly place: Place;
  /** Nothing is wrong with itself; what carries it may fail all the same. */
  private intact = true;
  /** As it was when it was looked at last. */
  private worked: boolean;
  /** Its standby has noticed that it does not work, and acts in its place. */
  private replaced = false;
  /** Addresses and where what is for them goes instead. */
  private readonly redirects = new Map<string, string>();

  constructor(
    private readonly world: Surroundings,
    readonly spec: DirectorSpec,
  ) {
    const { name, network, on } = spec;
    const own = { isConnected: true, hung: false };
    const part = { name, networks: [world.network(network)], store: 0, ...(on !== undefined && { partOf: on }) };
    // Hosts are built later.
    const carrierNow = (): Carrier => world.hosts.get(on ?? "") ?? own;
    const carrier: Carrier = {
      get isConnected() {
        return carrierNow().isConnected;
      },
      get hung() {
        return carrierNow().hung;
      },
    };
    this.place = new Place(world, part, carrier);
    this.worked = this.working;
  }

  private get working(): boolean {
    const { on } = this.spec;
    if (!this.intact) return false;
    if (on === undefined) return true;
    const host = this.world.hosts.get(on);
    return host !== undefined && host.running && host.isConnected;
  }

  /** Passes requests on. */
  get up(): boolean {
    return this.working || (this.replaced && this.standby?.working === true);
  }

  /** Who passes them on: itself, or its standby. */
  get acting(): string {
    return this.working ? this.spec.name : (this.standby?.spec.name ?? this.spec.name);
  }

  /** Knows what it knows. */
  private get standby(): Director | null {
    const { standby } = this.spec;
    return standby === undefined ? null : (this.world.directors.get(standby.director) ?? null);
  }

  /** Where what is for an address goes. */
  destinationOf(address: string): string {
    return this.redirects.get(address) ?? address;
  }

  /** To the address itself: as before. */
  redirect(from: string, to: string): void {
    if (from === to) this.redirects.delete(from);
    else this.redirects.set(from, to);
    this.world.record({ kind: "AddressRedirected", director: this.spec.name, from, to });
    this.world.refresh();
  }

  setUp(up: boolean): void {
    this.intact = up;
    this.look();
  }

  /** Itself or its host has changed: looks whether it works now. */
  look(): void {
    const { working } = this;
    if (this.worked === working) return;
    this.worked = working;
    this.replaced = false;
    this.world.refresh();
    const { standby } = this.spec;
    if (working || standby === undefined) return;
    this.world.kernel.after(standby.takeover, () => {
      if (this.working) return;
      this.replaced = true;
      this.world.refresh();
    });
  }
}
