/** No two hosts answer for one address, and no two are called the same in a domain. */
import { decides } from "./applies.js";
import type { Invariant } from "./invariant.js";

export const uniqueIdentity: Invariant = {
  name: "unique-identity",
  about:
    "At any instant at most one host answers for an address, and at most one has a node name in a domain: two that do " +
    "split their clients between two sets of data.",
  idle: "no address ever came to another host",
  expectedIn: decides,
  watch: (finding) => {
    const addresses = new Holders();
    const names = new Holders();
    return {
      hears: {
        AddressAnswered: ({ host, address, node, domain, at }) => {
          const name = `${node}.${domain}`;
          const contested = [addresses.add(address, host), names.add(name, host)];
          // With one host alone there is nothing at stake: somebody else must have had it before.
          if (contested.includes(true)) finding.stake();
          const [sharing, namesakes] = [addresses.of(address), names.of(name)];
          if (sharing.size > 1) finding.violated(at, `${[...sharing].join(" and ")} both answer for ${address}`);
          else if (namesakes.size > 1) finding.violated(at, `${[...namesakes].join(" and ")} are both called ${name}`);
        },
        AddressSilenced: ({ host, address, node, domain }) => {
          addresses.of(address).delete(host);
          names.of(`${node}.${domain}`).delete(host);
        },
      },
    };
  },
};

/** Who has what only one host may have. */
class Holders {
  private readonly now = new Map<string, Set<string>>();
  private readonly last = new Map<string, string>();

  /** Whether another host has it, or was the last one that had it. */
  add(held: string, host: string): boolean {
    const holders = this.of(held);
    const contested = (this.last.get(held) ?? host) !== host || holders.size > 0;
    holders.add(host);
    this.last.set(held, host);
    return contested;
  }

  of(held: string): Set<string> {
    const holders = this.now.get(held) ?? new Set();
    this.now.set(held, holders);
    return holders;
  }
}
