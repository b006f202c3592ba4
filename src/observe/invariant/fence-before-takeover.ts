/** Nothing is activated before the former holder is off or in standalone. */
import type { HostAccount } from "../account/host-account.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated when a host begins to answer for an address that another one answered for last, and when the stand-in of a
 * takeover boots in a step of phase `boot`. What counts is the truth: a crashed host with power is not fenced.
 */
export const fenceBeforeTakeover: Invariant = {
  name: "fence-before-takeover",
  about:
    "The former holder is off or in standalone before another host takes over: one that only seems dead may wake up and " +
    "write to data that is no longer its own.",
  watch: (finding, { hosts, takeovers }) => {
    const lastAnswered = new Map<string, string>();
    return {
      hears: {
        AddressAnswered: ({ host, address, at }) => {
          const former = lastAnswered.get(address);
          // An address is changed in a host that is off or in standalone: what it answered for before it has left.
          for (const [other, holder] of lastAnswered) if (holder === host) lastAnswered.delete(other);
          lastAnswered.set(address, host);
          if (former === undefined || former === host) return;
          finding.stake();
          if (hosts.isFenced(former)) return;
          finding.violated(at, `${host} answers for ${address}, and ${former} is ${sayState(hosts, former)}`);
        },
        HostStageChanged: ({ host, to, at }) => {
          if (to !== "booting") return;
          const towards = takeovers
            .underWay()
            .filter((each) => each.to === host && each.from !== host && each.steps.at(-1)?.phase === "boot");
          for (const { from, services } of towards) {
            finding.stake();
            if (hosts.isFenced(from)) continue;
            finding.violated(
              at,
              `${host} boots to serve ${services.join(", ")}, and ${from} is ${sayState(hosts, from)}`,
            );
          }
        },
      },
    };
  },
};

function sayState(hosts: HostAccount, name: string): string {
  const { stage, health } = hosts.of(name);
  return `powered, ${stage} and ${health}`;
}
