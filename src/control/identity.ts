/** Under what a host is known to others: the configurable parameters of its operating system. */

export interface Identity {
  readonly address: string;
  /** Unique within its domain. */
  readonly node: string;
  readonly domain: string;
}

export function isSameIdentity(one: Identity, other: Identity): boolean {
  return one.address === other.address && one.node === other.node && one.domain === other.domain;
}

/** @param named whether names tell anything; addresses always do */
export function sayIdentity({ address, node, domain }: Identity, named: boolean): string {
  return named ? `${address} (${node}.${domain})` : address;
}

/** Whether some host is known by a name that is not just its own in a domain that is not just its network. */
export function hasNames(
  hosts: readonly { readonly name: string; readonly network: string; readonly identity: Identity }[],
): boolean {
  return hosts.some(({ name, network, identity }) => identity.node !== name || identity.domain !== network);
}
