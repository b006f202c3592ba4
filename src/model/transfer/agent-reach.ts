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

  /** @param turn of its paths the one that it takes first, so that not all agents take the same */
  constructor(
    private readonly world: ReachWorld,
    private readonly process: Process,
    private turn = 0,
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

  /** Over which it asks and orders: the first whole path to a device; `null`: none is whole. */
  firstPathTo(device: Device): Path | null {
    return this.wholePathsTo(device)[0] ?? null;
  }

  /** For data: of the whole paths that which leaves most to one more, of several such each in its turn. */
  nextPathTo(device: Device): Path | null {
    const whole = this.wholePathsTo(device);
    if (whole.length <= 1) return whole[0] ?? null;
    const first = this.turn % whole.length;
    this.turn += 1;
    const inTurn = [...whole.slice(first), ...whole.slice(0, first)];
    return inTurn.reduce((best, path) => (path.left > best.left ? path : best));
  }

  private wholePathsTo({ array, volume }: Device): readonly Path[] {
    return this.wholePaths(presenting(this.paths.get(array) ?? [], volume.spec.via, ({ port }) => port.name));
  }

  /** Without one a host reaches nothing. */
  get hasAdapter(): boolean {
    return this.world.hosts.get(this.process.spec.on)?.reach.storage ?? true;
  }

  private wholePaths(paths: readonly Path[]): readonly Path[] {
    return this.hasAdapter ? paths.filter(({ isWhole }) => isWhole) : [];
  }
}
