/** What the specification of a world says of what an action names. */
import { namedIn } from "../named.js";
import type { ArraySpec, HostSpec, RelaySpec, WorldSpec } from "../spec.js";

export function hostIn({ hosts }: WorldSpec, name: string): HostSpec | undefined {
  return namedIn(hosts, name);
}

export function relayIn({ relays }: WorldSpec, name: string): RelaySpec | undefined {
  return namedIn(relays, name);
}

const arraysOfVolumes = new WeakMap<readonly ArraySpec[], ReadonlyMap<string, ArraySpec>>();

/** The storage system in which a volume is. */
export function arrayIn({ arrays }: WorldSpec, volume: string): ArraySpec | undefined {
  let found = arraysOfVolumes.get(arrays);
  if (found === undefined) {
    found = new Map(arrays.flatMap((array) => array.volumes.map(({ name }) => [name, array] as const)));
    arraysOfVolumes.set(arrays, found);
  }
  return found.get(volume);
}
