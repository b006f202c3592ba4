/** No two hosts answer for one address. */
import type { Invariant } from "./invariant.js";

export const uniqueIdentity: Invariant = {
  name: "unique-identity",
  about:
    "At any instant at most one host answers for an address: two that do split their clients between two sets of data.",
  watch: (finding) => {
    const answering = new Map<string, Set<string>>();
    const holdersOf = (address: string): Set<string> => {
      let holders = answering.get(address);
      if (holders === undefined) answering.set(address, (holders = new Set()));
      return holders;
    };
    const last = new Map<string, string>();
    return {
      hears: {
        AddressAnswered: ({ host, address, at }) => {
          const holders = holdersOf(address);
          // With one host alone there is nothing at stake: somebody else must have answered before.
          if ((last.get(address) ?? host) !== host || holders.size > 0) finding.stake();
          holders.add(host);
          last.set(address, host);
          if (holders.size > 1) finding.violated(at, `${[...holders].join(" and ")} both answer for ${address}`);
        },
        AddressSilenced: ({ host, address }) => void holdersOf(address).delete(host),
      },
    };
  },
};
