/** Talk over storage links: a machine on the processor of a storage system and the hosts that are cabled to it need no network. */
import type { Named } from "../named.js";
import type { StorageSystem } from "../storage/volume.js";
import { fastest, type Way } from "../topology.js";
import type { Path } from "./path.js";

/** One who speaks or is spoken to. */
interface End extends Named {
  /** The storage system over whose links it talks to hosts; absent: it talks over networks. */
  readonly overLinksOf?: string | undefined;
}

/** A host, as far as it hangs on storage. */
interface Cabled {
  readonly reach: { readonly storage: boolean };
  readonly storage: { readonly access: { readonly paths: ReadonlyMap<StorageSystem, readonly Path[]> } };
}

interface Surroundings {
  readonly hosts: ReadonlyMap<string, Cabled>;
  readonly arrays: ReadonlyMap<string, StorageSystem>;
}

export class LinkTalk {
  constructor(private readonly world: Surroundings) {}

  /** The fastest whole path between the two; `null`: none is whole; `undefined`: they do not talk over links. */
  wayBetween(from: End, to: End): Way | null | undefined {
    const name = from.overLinksOf ?? to.overLinksOf;
    if (name === undefined) return undefined;
    const host = this.world.hosts.get(from.overLinksOf === undefined ? from.name : to.name);
    const array = this.world.arrays.get(name);
    const paths = array === undefined ? undefined : host?.storage.access.paths.get(array);
    // Who is not cabled to it is spoken to over networks.
    if (host === undefined || paths === undefined) return undefined;
    return host.reach.storage ? fastest(paths.filter(({ isWhole }) => isWhole).map(wayOver)) : null;
  }
}

function wayOver({ latency, loss, channels }: Path): Way {
  return { latency, loss, over: channels.map(({ name }) => name), jitter: [] };
}
