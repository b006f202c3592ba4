/** A service as its users see it: an address behind a director; it is up when somebody there can answer with its data. */
import type { Micros } from "../units/index.js";
import type { Director } from "./director.js";
import type { Host } from "./host.js";
import type { ServiceSpec } from "./spec.js";
import type { World } from "./world.js";

export class Service {
  readonly address: string;
  /** The volumes of the host that it starts on: it needs all of them. */
  readonly volumes: readonly string[];
  /** From the user to the host, one way. */
  readonly latency: Micros;
  /** Who serves it now. */
  private servedBy: Host | null = null;

  constructor(
    private readonly world: World,
    readonly spec: ServiceSpec,
    readonly index: number,
    private readonly director: Director | null,
  ) {
    const home = world.hostSpec(spec.runsOn);
    this.address = home.address;
    this.latency = world.network(home.network).spec.latency;
    this.volumes = world.spec.arrays.flatMap((array) =>
      array.volumes.filter((volume) => volume.host === spec.runsOn).map((volume) => volume.name),
    );
  }

  get name(): string {
    return this.spec.name;
  }

  /** Where a request of a class goes now, `null` when nobody is there to take it. */
  route(_requestClass: number): Host | null {
    if (this.director !== null && !this.director.up) return null;
    const holder = this.world.network(this.world.hostSpec(this.spec.runsOn).network).holderOf(this.address);
    return holder !== null && this.world.canServe(holder, this) === null ? holder : null;
  }

  /** Compares with what was; tells when the service went up or down. */
  refresh(): void {
    const network = this.world.network(this.world.hostSpec(this.spec.runsOn).network);
    const holder = network.holderOf(this.address);
    const obstacle = this.obstacle(holder);
    const serves = obstacle === null ? holder : null;
    if (serves === this.servedBy) return;
    this.servedBy = serves;
    if (serves !== null) this.world.record({ kind: "ServiceUp", service: this.name, host: serves.name });
    else this.world.record({ kind: "ServiceDown", service: this.name, why: obstacle ?? "nobody answers" });
  }

  /** Why it cannot answer now, `null` when it can. */
  private obstacle(holder: Host | null): string | null {
    if (this.director !== null && !this.director.up) return `${this.director.spec.name} does not direct`;
    if (holder === null) return `nobody answers at ${this.address}`;
    return this.world.canServe(holder, this);
  }
}
