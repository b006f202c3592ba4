/** What the specification of a world says of what an action names. */
import type { ArraySpec, HostSpec, RelaySpec, WorldSpec } from "../spec.js";

export function hostIn({ hosts }: WorldSpec, name: string): HostSpec | undefined {
  return hosts.find((each) => each.name === name);
}

export function relayIn({ relays }: WorldSpec, name: string): RelaySpec | undefined {
  return relays.find((each) => each.name === name);
}

/** The storage system in which a volume is. */
export function arrayIn({ arrays }: WorldSpec, volume: string): ArraySpec | undefined {
  return arrays.find(({ volumes }) => volumes.some(({ name }) => name === volume));
}
