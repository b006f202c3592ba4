/** Sets up what a volume's spec asks for in another storage system. */
import type { Ground } from "../ground.js";
import { known } from "../named.js";
import type { StorageArray } from "./array.js";
import type { ArrayLink } from "./array-link.js";
import { RemoteMirror } from "./remote-mirror.js";
import type { Volume } from "./volume.js";

interface Surroundings extends Ground {
  readonly arrays: ReadonlyMap<string, StorageArray>;
  readonly arrayLinks: ReadonlyMap<string, ArrayLink>;
}

/** Sets up the mirror of a volume whose spec asks for one, in step with it. */
export function mirrorRemotely(world: Surroundings, volume: Volume): void {
  const { remoteMirror: mirror, name } = volume.spec;
  if (mirror === undefined) return;
  const array = known(world.arrays, mirror.array, "array");
  const here = volume.array.spec.name;
  const link = [...world.arrayLinks.values()].find((each) => each.leads(here, mirror.array));
  if (link === undefined) throw new Error(`no link leads from ${here} to ${mirror.array}`);
  const device = array.createDevice(volume, `${name}-remote`, array.adapter(mirror.on), null);
  device.blank = false;
  device.identity = volume.current.identity;
  volume.remoteMirror = new RemoteMirror(world, mirror, volume.current, device, link);
}
