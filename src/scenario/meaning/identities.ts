/** What hosts are known by at the beginning: their addresses, and their names in the domains of their networks. */
import type { Identity } from "../../control/index.js";
import type { Checks, Parts } from "../section/parts.js";

type HostEntry = Parts["hosts"]["list"][number];

export function identityOf({ name, value }: HostEntry, { networks }: Parts): Identity {
  const { address = name, node = name } = value;
  const network = value.network[0]!;
  const domain = networks.list.find((each) => each.name === network)?.value.domain ?? network;
  return { address, node, domain };
}

/** Two machines never have one address, or one name in a domain, at once; at the beginning neither. */
export function checkIdentities(parts: Parts, checks: Checks): void {
  const addresses = new Map<string, string>();
  const names = new Map<string, string>();
  for (const host of parts.hosts.list) {
    const { address, node, domain } = identityOf(host, parts);
    const name = `${node}.${domain}`;
    const [first, namesake] = [addresses.get(address), names.get(name)];
    if (first === undefined) addresses.set(address, host.name);
    else {
      const message = `${address} is already the address of ${first}`;
      checks.error([...host.path, "address"], { message, expected: "an address of its own" });
    }
    if (namesake === undefined) names.set(name, host.name);
    else {
      const message = `${name} is already the name of ${namesake}`;
      checks.error([...host.path, "node"], { message, expected: "a name of its own" });
    }
  }
}
