/** What the specification of a world says of what an action names. */
import { namedIn } from "../named.js";
import type { ArraySpec, HostSpec, RelaySpec, WorldSpec } from "../spec.js";

export function hostIn({ hosts }: WorldSpec, name: string): HostSpec | undefined {
  return namedIn(hosts, name);
}

export function relayIn({ relays }: WorldSpec, name: string): RelaySpec | undefined {
  return namedIn(relays, name);
}

/** How long it takes on average until a relay is connected, its line being free. */
export function dialled({ modem }: RelaySpec): number {
  return modem?.dial.mean ?? 0;
}

/** What is to be said of an order to a relay. */
export function byModem(name: string, { relays }: Pick<WorldSpec, "relays">): string {
  return namedIn(relays, name)?.modem === undefined ? "" : " by modem";
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
