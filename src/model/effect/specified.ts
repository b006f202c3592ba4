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

/** So many names are enough to know of whom one speaks. */
const EXAMPLES = 3;

/** Whom it concerns, where a relay feeds several. */
export function forAllOn(relay: string, { hosts }: Pick<WorldSpec, "hosts">): string {
  const names = hosts.flatMap((each) => (each.relay === relay ? [each.name] : []));
  if (names.length < 2) return "";
  const told = names.length > EXAMPLES + 1 ? [...names.slice(0, EXAMPLES), `${names.length - EXAMPLES} others`] : names;
  return ` for ${told.slice(0, -1).join(", ")} and ${told.at(-1)}`;
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
