/** A host of the pool reads data of the service that it helps, and of no other. */
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated when a host goes online with a copy that it may only read: the service whose data that is has leased the host.
 * Where the policy keeps helpers configured for the next time they start with what they had.
 */
export const readsForItsTenant: Invariant = {
  name: "reads-for-its-tenant",
  about:
    "A host that has left a service does not come up with that service's data: what it still reads is stale, and nobody's.",
  idle: "no host went online with a copy of another's data",
  appliesTo: runs("balancing"),
  watch: (finding, { context, scaling }) => {
    const owners = new Map(
      context.spec.arrays.flatMap(({ volumes }) => volumes.map(({ name, host }) => [name, host] as const)),
    );
    const homes = new Map(context.spec.services.map(({ name, runsOn }) => [name, runsOn]));
    return {
      hears: {
        CopyMounted: ({ host, volume, at }) => {
          if (context.givesBack?.keeps === true) return;
          finding.stake();
          const tenants = scaling.tenants.get(host) ?? [];
          if (tenants.some((tenant) => homes.get(tenant) === owners.get(volume))) return;
          finding.violated(
            at,
            `${host} reads ${volume}, and helps ${tenants.length === 0 ? "nobody" : tenants.join(" and ")}`,
          );
        },
      },
    };
  },
};
