/** What was read from a copy that lagged is counted as stale, and only where that is allowed. */
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Evaluated at each count of reads from copies; the service's own count against one of every single answer. */
export const staleReadDeclared: Invariant = {
  name: "stale-read-declared",
  about:
    "A read from a copy that lacks acknowledged writes for longer than allowed is counted as stale, and data for which " +
    "nobody declared that copies may answer is never read that way: a stale price is worse than none.",
  idle: "nothing was read from a copy",
  appliesTo: runs("balancing"),
  watch: (finding, { requests }) => {
    const told = new Map<string, { reads: number; stale: number; forbidden: number }>();
    return {
      hears: {
        CopiesRead: ({ service, reads, stale, at }) => {
          const before = told.get(service) ?? { reads: 0, stale: 0, forbidden: 0 };
          const { read, stale: seen, forbidden } = requests.of(service).copiesFromStart;
          const now = { reads: before.reads + reads, stale: before.stale + stale, forbidden };
          told.set(service, now);
          finding.stake();
          if (now.reads !== read || now.stale !== seen) {
            finding.violated(
              at,
              `${service} counts ${now.stale} stale of ${now.reads} reads from copies, there were ${seen} of ${read}`,
            );
          }
          if (forbidden > before.forbidden) {
            const count = forbidden - before.forbidden;
            finding.violated(at, `${count} reads of ${service} that only the primary may answer were stale`);
          }
        },
      },
    };
  },
};
