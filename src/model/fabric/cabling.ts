/** How hosts and storage systems are cabled: here, and nowhere else, it is found over what somebody reaches which port. */
import type { Named } from "../named.js";
import type { LinkSpec, WorldSpec } from "../spec.js";
import { Zoning } from "./zoning.js";

/** A cable of which it is known where its ends are. */
export interface Cable {
  readonly name: string;
  readonly joins: readonly [string, string];
}

/**
 * From a link of a host, or of a port of another storage system, to a port (initiator and target in the words of SCSI). Which way leads from
 * one to the other is not the host's choice: two ways through the same switches are one path.
 */
export interface PathSpec {
  readonly array: string;
  readonly port: string;
  /** In the order in which they are passed; the first is the host's own. */
  readonly links: readonly string[];
  readonly switches: readonly string[];
  /** Zones that let its ends see each other, one of which must be active; none where no switch is between them, or no zone at all. */
  readonly zones: readonly string[];
}

/** By its own link and the port that it ends at; no other path has both. */
export function pathName({ links, port }: Pick<PathSpec, "links" | "port">): string {
  return `${links[0]}_${port}`;
}

/** What is cabled. */
interface CablingSpec extends Pick<WorldSpec, "switches" | "zones"> {
  readonly links: readonly Pick<LinkSpec, "name" | "joins">[];
  readonly arrays: readonly { readonly name: string; readonly portAdapters: readonly Named[] }[];
}

/** A way from a host, so far. */
type Way = Pick<PathSpec, "links" | "switches"> & { readonly end: string };

export class Cabling {
  private readonly cables = new Map<string, Cable[]>();
  private readonly arrays: ReadonlyMap<string, string>;
  private readonly switches: ReadonlySet<string>;
  private readonly zoning: Zoning;
  /** While everything works. */
  private readonly whole = new Map<string, readonly PathSpec[]>();

  constructor({ links, switches = [], zones = [], arrays }: CablingSpec) {
    for (const link of links.filter((each): each is Cable => each.joins !== null))
      for (const end of link.joins) this.attach(link, end);
    this.arrays = new Map(arrays.flatMap(({ name, portAdapters }) => portAdapters.map((each) => [each.name, name])));
    this.switches = new Set(switches.map(({ name }) => name));
    this.zoning = new Zoning(zones);
  }

  /**
   * All paths of a host, or of a port, by its links in their order and those of a link the nearest port first. Each takes the way with the
   * fewest links, as a Fibre Channel fabric routes (FSPF, all costs equal); of several such the first in the order of the links.
   *
   * @param works whether a link, a switch or a zone passes anything on
   */
  pathsFrom(host: string, works?: (name: string) => boolean): readonly PathSpec[] {
    if (works !== undefined) return this.cablesAt(host).flatMap((link) => this.pathsOver(link, host, works));
    let found = this.whole.get(host);
    if (found === undefined) {
      found = this.cablesAt(host).flatMap((link) => this.pathsOver(link, host, () => true));
      this.whole.set(host, found);
    }
    return found;
  }

  private pathsOver(first: Cable, host: string, works: (name: string) => boolean): readonly PathSpec[] {
    if (!works(first.name)) return [];
    const found: PathSpec[] = [];
    const seen = new Set([host]);
    const ways: Way[] = [{ end: farEnd(first, host), links: [first.name], switches: [] }];
    for (const { end, links, switches } of ways) {
      if (seen.has(end)) continue;
      seen.add(end);
      const array = this.arrays.get(end);
      const zones = switches.length === 0 ? [] : this.zoning.between(host, first.name, end);
      // Without a switch there is nothing between them that could keep them apart.
      const isSeen = zones.length === 0 ? switches.length === 0 || this.zoning.isOpen : zones.some(works);
      if (array !== undefined && isSeen) found.push({ array, port: end, links, switches, zones });
      // Only switches pass on what is not for them.
      if (!this.switches.has(end) || !works(end)) continue;
      for (const cable of this.cablesAt(end)) {
        if (!works(cable.name)) continue;
        ways.push({ end: farEnd(cable, end), links: [...links, cable.name], switches: [...switches, end] });
      }
    }
    return found;
  }

  /** Everything that is cabled together with a host, or whatever else a link may end at: ends and links, by name. */
  connectedTo(start: string): ReadonlySet<string> {
    const found = new Set([start]);
    for (const end of found) {
      if (end !== start && !this.switches.has(end)) continue;
      for (const cable of this.cablesAt(end)) {
        // Links are in the set too: they have no cables, and it ends with them.
        found.add(cable.name).add(farEnd(cable, end));
      }
    }
    return found;
  }

  private attach(link: Cable, end: string): void {
    const cables = this.cables.get(end);
    if (cables === undefined) this.cables.set(end, [link]);
    else cables.push(link);
  }

  private cablesAt(end: string): readonly Cable[] {
    return this.cables.get(end) ?? [];
  }
}

const cablings = new WeakMap<WorldSpec, Cabling>();

/** How a world is cabled before anything breaks. */
export function cablingOf(world: WorldSpec): Cabling {
  let cabling = cablings.get(world);
  if (cabling === undefined) cablings.set(world, (cabling = new Cabling(world)));
  return cabling;
}

function farEnd({ joins: [one, other] }: Cable, end: string): string {
  return one === end ? other : one;
}

/**
 * Of the paths to a storage system those over ports that present a volume. To a host that is cabled to none of them, and to
 * which the volume comes by reassigning it, it is presented on all that the host is cabled to.
 */
export function presenting<P>(paths: readonly P[], via: readonly string[], portOf: (path: P) => string): readonly P[] {
  const found = paths.filter((path) => via.includes(portOf(path)));
  return found.length > 0 ? found : paths;
}
