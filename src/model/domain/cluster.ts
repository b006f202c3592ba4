/** A host that is a cluster: its driver, its persistent data, and the processes that run on it. */
import type { Devices, Message } from "../../control/index.js";
import type { Ground } from "../ground.js";
import type { Host } from "../host.js";
import { known } from "../named.js";
import type { Process } from "../process.js";
import type { ClusterSpec, DomainSpec, TaskKindSpec } from "./spec.js";
import { Driver } from "./driver.js";
import { PersistentData } from "./persistent-data.js";
import type { ServerSystem } from "./server-system.js";

interface Surroundings extends Ground {
  readonly processes: ReadonlyMap<string, Process>;
  host(name: string): Host;
}

export class Cluster {
  readonly name: string;
  readonly data: PersistentData;
  readonly driver: Driver;
  private readonly driving: Process;
  /** What its driver has seen last, which may not be durable yet: lost with the driver. */
  private view: { readonly life: number; readonly version: number; readonly devices: Devices } | null = null;

  constructor(
    private readonly world: Surroundings,
    readonly spec: ClusterSpec,
    readonly system: ServerSystem,
    { store }: DomainSpec,
    kinds: ReadonlyMap<string, TaskKindSpec>,
    /** Has everybody know of all tasks that take their course there as foreseen. */
    private readonly completeIn: (cluster: Cluster) => void,
  ) {
    this.name = spec.name;
    this.data = new PersistentData(world.kernel, store, () => this.complete());
    this.driving = known(world.processes, spec.driver, "process");
    this.driver = new Driver(world, this, system, this.driving, world.host(spec.name), kinds);
    system.clusters.push(this);
  }

  complete(): void {
    this.completeIn(this);
  }

  /** Its driver has looked at the devices at all: before that it begins with whoever starts the cluster. */
  get hasLooked(): boolean {
    return this.data.version > 0 || this.currentView !== null;
  }

  get seen(): Devices {
    return this.currentView?.devices ?? this.data.devices;
  }

  /** @returns the version that this will be once it is stored */
  see(devices: Devices): number {
    const version = Math.max(this.currentView?.version ?? 0, this.data.version) + 1;
    this.view = { life: this.driving.place.life, version, devices };
    return version;
  }

  private get currentView() {
    return this.view?.life === this.driving.place.life ? this.view : null;
  }

  /** From process to process, without a network: one that hangs hears it late. @returns whether the other one is there */
  tell(process: string, body: Message): boolean {
    const { place } = known(this.world.processes, process, "process");
    if (!place.alive) return false;
    place.hand({ from: this.spec.driver, over: null, heardAt: this.world.kernel.now, count: 1, body });
    return true;
  }
}
