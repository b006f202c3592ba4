/** Who hangs on which relay. */
import type { HostSpec } from "../model/index.js";

/** The names of the hosts behind each relay that feeds any, in their order. */
export function behindRelays(hosts: readonly HostSpec[]): ReadonlyMap<string, readonly string[]> {
  const behind = new Map<string, string[]>();
  for (const { name, relay } of hosts) {
    if (relay === undefined) continue;
    const others = behind.get(relay);
    if (others === undefined) behind.set(relay, [name]);
    else others.push(name);
  }
  return behind;
}
