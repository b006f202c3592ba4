/** What an agent reaches over Fibre Channel: over the adapters of its host, or over the ports of the storage system that it is on. */
import { presenting } from "../fabric/cabling.js";
import type { Path } from "../fabric/path.js";
import { grouped } from "../named.js";
import type { Process } from "../process.js";
import type { Device, StorageSystem } from "../storage/volume.js";

export interface ReachWorld {
  readonly arrays: ReadonlyMap<string, StorageSystem>;
  readonly fabric: { pathsOf(start: string): readonly Path[] };
  readonly hosts: ReadonlyMap<string, { readonly reach: { readonly storage: boolean } }>;
}

export class AgentReach {
  private readonly paths: ReadonlyMap<StorageSystem, readonly Path[]>;
  /** The storage system that it is on. */
  private readonly home: StorageSystem | undefined;

  constructor(
    private readonly world: ReachWorld,
    private readonly process: Process,
  ) {
    const { on } = process.spec;
    this.home = world.arrays.get(on);
    const starts = this.home === undefined ? [on] : [...this.home.ports.keys()];
    this.paths = grouped(
      starts.flatMap((start) => world.fabric.pathsOf(start)),
      ({ array }) => array,
    );
  }

  /** Those that it reaches now, in the order of the world. */
  get arrays(): readonly string[] {
    return [...this.world.arrays.values()].filter((array) => this.reaches(array)).map(({ spec }) => spec.name);
  }

  /** It is on it. */
  isOn(array: StorageSystem): boolean {
    return array === this.home;
  }

  private reaches(array: StorageSystem): boolean {
    return array.powered && (this.isOn(array) || this.wholePaths(this.paths.get(array) ?? []).length > 0);
  }

  /** The whole path to a device that leaves most to one more, the first of several; `null`: none is whole. */
  pathTo({ array, volume }: Device): Path | null {
    const presented = presenting(this.paths.get(array) ?? [], volume.spec.via, ({ port }) => port.name);
    const whole = this.wholePaths(presented);
    return whole.reduce<Path | null>((best, path) => (best === null || path.left > best.left ? path : best), null);
  }

  /** Without one a host reaches nothing. */
  get hasAdapter(): boolean {
    return this.world.hosts.get(this.process.spec.on)?.reach.storage ?? true;
  }

  private wholePaths(paths: readonly Path[]): readonly Path[] {
    return this.hasAdapter ? paths.filter(({ isWhole }) => isWhole) : [];
  }
}
