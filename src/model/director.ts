/** The network director: the load balancer in front of the hosts. */
import type { Changes } from "./changes.js";
import type { Ground } from "./ground.js";
import type { Heartbeats } from "./heartbeat.js";
import type { Network } from "./network.js";
import { Place } from "./place.js";
import type { DirectorSpec } from "./spec.js";

interface Surroundings extends Ground, Pick<Changes, "refresh"> {
  readonly heartbeats: Heartbeats;
  readonly directors: ReadonlyMap<string, Director>;
  network(name: string): Network;
}

export class Director {
  readonly network: Network;
  /** Where it is reached. */
  readonly place: Place;
  private working = true;
  /** Its standby has noticed that it does not work, and acts in its place. */
  private replaced = false;
  /** Addresses and where what is for them goes instead. */
  private readonly redirects = new Map<string, string>();

  constructor(
    private readonly world: Surroundings,
    readonly spec: DirectorSpec,
  ) {
    this.network = world.network(spec.network);
    const carrier = { isConnected: true, hung: false };
    this.place = new Place(world, { name: spec.name, networks: [this.network], store: 0 }, carrier);
  }

  /** Passes requests on. */
  get up(): boolean {
    return this.working || (this.replaced && this.standby?.working === true);
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
    if (this.working === up) return;
    this.working = up;
    this.replaced = false;
    this.world.refresh();
    const { standby } = this.spec;
    if (up || standby === undefined) return;
    this.world.kernel.after(standby.takeover, () => {
      if (this.working) return;
      this.replaced = true;
      this.world.refresh();
    });
  }
}
