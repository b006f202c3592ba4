/** A service as its users see it: an address behind a director; it is up when somebody there can answer with its data. */
import type { Micros } from "../units/index.js";
import type { Director } from "./director.js";
import type { Host } from "./host.js";
import type { Network } from "./network.js";
import type { ServiceSpec } from "./spec.js";
import type { World } from "./world.js";

export class Service {
  readonly address: string;
  /** The volumes of the host that it starts on: it needs all of them. */
  readonly volumes: readonly string[];
  /** From the user to the host, one way. */
  readonly latency: Micros;
  private readonly network: Network;
  /** Who serves it now. */
  private servedBy: Host | null = null;

  constructor(
    private readonly world: World,
    readonly spec: ServiceSpec,
    readonly index: number,
    private readonly director: Director | null,
  ) {
    const home = world.host(spec.runsOn);
    this.address = home.spec.address;
    this.network = home.network;
    this.latency = home.network.spec.latency;
    this.volumes = world.volumesOf(spec.runsOn);
  }

  get name(): string {
    return this.spec.name;
  }

  /** Where a request goes now, `null` when nobody is there to take it. */
  route(): Host | null {
    return this.servedBy;
  }

  /** To be called whenever something that it depends on may have changed; tells when the service went up or down. */
  refresh(): void {
    const holder = this.network.holderOf(this.address);
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
