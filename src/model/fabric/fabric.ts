/** The storage network as it is now: over which way each path of a host leads, or why over none. */
import { known } from "../named.js";
import type { SwitchSpec, WorldSpec, ZoneSpec } from "../spec.js";
import type { StorageSystem } from "../storage/volume.js";
import { Cabling, type PathSpec } from "./cabling.js";
import type { Link } from "./link.js";
import { Path } from "./path.js";
import type { Passage } from "./passage.js";

interface Surroundings {
  readonly spec: Pick<WorldSpec, "links" | "switches" | "zones" | "arrays">;
  readonly links: ReadonlyMap<string, Link>;
  readonly switches: ReadonlyMap<string, Passage<SwitchSpec>>;
  readonly zones: ReadonlyMap<string, Passage<ZoneSpec>>;
  readonly arrays: ReadonlyMap<string, StorageSystem>;
}

export class Fabric {
  readonly cabling: Cabling;
  /** Counts changes, so that paths know when to look for their way again. */
  version = 0;

  constructor(private readonly world: Surroundings) {
    this.cabling = new Cabling(world.spec);
  }

  /** A link, a switch or a zone has changed. */
  changed(): void {
    this.version += 1;
  }

  /** Every path that a host, or a port, has while all works, in the order in which it uses them. */
  pathsOf(host: string): readonly Path[] {
    return this.cabling.pathsFrom(host).map((home) => {
      const array = known(this.world.arrays, home.array, "array");
      const port = known(array.ports, home.port, `port adapter of ${home.array}`);
      return new Path(home, array, port, this, host);
    });
  }

  /** The way that a path of a host takes now; `null`: there is none. */
  wayOf(host: string, { port, links: [first] }: PathSpec): readonly Link[] | null {
    const works = (name: string): boolean => this.works(name);
    const way = this.cabling.pathsFrom(host, works).find((each) => each.port === port && each.links[0] === first);
    return way?.links.map((name) => known(this.world.links, name, "link")) ?? null;
  }

  works(name: string): boolean {
    return (this.world.switches.get(name) ?? this.world.zones.get(name) ?? known(this.world.links, name, "link")).up;
  }
}
