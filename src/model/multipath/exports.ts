/** All exported devices of a world, and how each host does its I/Os to them. */
import type { Path } from "../fabric/path.js";
import { presenting } from "../fabric/cabling.js";
import type { Named } from "../named.js";
import type { Micros } from "../../units/index.js";
import type { WorldSpec } from "../spec.js";
import type { Device, StorageSystem } from "../storage/volume.js";
import { ExportedDevice } from "./exported-device.js";
import type { MapOwner, MapWorld } from "./map-world.js";
import { Passages } from "./passages.js";
import { PathMap } from "./path-map.js";

interface Surroundings extends MapWorld {
  readonly spec: Pick<WorldSpec, "exports">;
}

/** A host with paths to storage systems. */
type Owner = MapOwner & {
  readonly storage: { readonly access: { readonly paths: ReadonlyMap<StorageSystem, readonly Path[]> } };
};

export class Exports {
  readonly devices: ReadonlyMap<string, ExportedDevice>;
  private readonly byVolume: ReadonlyMap<string, ExportedDevice>;
  private readonly maps: PathMap[] = [];
  /** By host and device. */
  private readonly mapsBy = new Map<string, Map<string, PathMap>>();
  private readonly passages: Passages;
  /** By host: who is told when its paths may not all answer any more. */
  private readonly resting = new Map<string, { readonly within: Micros; readonly otherwise: () => void }>();

  constructor(private readonly world: Surroundings) {
    this.passages = new Passages(world.kernel);
    const all = (world.spec.exports ?? []).map((spec) => new ExportedDevice(world, spec));
    this.devices = new Map(all.map((each) => [each.spec.name, each]));
    this.byVolume = new Map(all.map((each) => [each.spec.volume, each]));
  }

  /** A host has paths to what is exported. */
  attach(host: Owner): void {
    const own = new Map<string, PathMap>();
    for (const exported of this.devices.values()) {
      const { array, via, to } = exported.spec;
      if (to?.includes(host.name) === false) continue;
      const found = [...host.storage.access.paths].find(([each]) => each.spec.name === array)?.[1] ?? [];
      const paths = presenting(found, via, ({ port }) => port.name).map((path) => [path.name, path] as const);
      if (paths.length === 0) continue;
      const map = new PathMap(this.world, host, exported, paths, this.passages);
      this.maps.push(map);
      own.set(map.name, map);
    }
    this.mapsBy.set(host.name, own);
  }

  /** How a host does its I/Os to a device, if it is one that is exported. */
  mapFor(host: string, { volume, array }: Device): PathMap | null {
    const exported = this.byVolume.get(volume.spec.name);
    if (exported?.spec.array !== array.spec.name) return null;
    return this.mapOf(host, exported.spec.name) ?? null;
  }

  mapOf(host: string, device: string): PathMap | undefined {
    return this.mapsBy.get(host)?.get(device);
  }

  /** Whether a host may be given a device: what is exported is for those it names, and copies that lie beside it are. */
  shows(host: string, { volume, array }: Device): boolean {
    const exported = this.byVolume.get(volume.spec.name)?.spec;
    return exported?.array !== array.spec.name || exported.to?.includes(host) !== false;
  }

  /** How a host reaches everything that is exported to it. */
  mapsOf(host: string): readonly PathMap[] {
    return [...(this.mapsBy.get(host)?.values() ?? [])];
  }

  /** Copies may leave more or less to I/Os than before. */
  paceChanged(): void {
    this.passages.paceChanged();
  }

  /** Tells how all was used that I/Os pass through. */
  tellUse(): void {
    this.world.requestListener?.passed?.(this.world.kernel.now, this.passages.used());
  }

  /** Something about the storage network has changed, or about how some hosts reach their storage. */
  refresh(isConcerned: (host: Named) => boolean): void {
    for (const each of this.maps) if (isConcerned(each.host)) each.look();
    for (const [name, { within }] of [...this.resting])
      if (isConcerned({ name }) && !this.allAnswer(name, within)) this.rouse(name);
  }

  // ---- looks that are left out while nothing changes

  whileAllAnswer(host: string, within: Micros, otherwise: () => void): boolean {
    if (!this.allAnswer(host, within)) return false;
    this.resting.set(host, { within, otherwise });
    return true;
  }

  forget(host: string): void {
    this.resting.delete(host);
  }

  /** A host is about to change. */
  rouse(host: string): void {
    this.resting.get(host)?.otherwise();
  }

  private allAnswer(host: string, within: Micros): boolean {
    return this.mapsOf(host).every((map) => map.answers(within));
  }

  /** Tells what became of I/Os since it was told last. */
  tell(): void {
    for (const each of this.maps) {
      const audit = each.audit();
      if (audit !== null) this.world.record({ kind: "IosAudited", ...audit });
    }
  }
}
