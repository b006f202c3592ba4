/** No request vanishes, and none comes from nowhere. */
import type { RequestAudit } from "../../model/index.js";
import type { Invariant } from "./invariant.js";

/** Evaluated at each audit since which requests were issued. */
export const requestConservation: Invariant = {
  name: "request-conservation",
  about:
    "Issued requests are open or have ended, and what a host received is in it or has left it: a queue that is dropped " +
    "in silence would make a takeover look better than it was.",
  watch: (finding) => {
    const issuedBefore = new Map<string, number>();
    return {
      hears: {
        RequestsAudited: (audit) => {
          if (audit.issued === (issuedBefore.get(audit.service) ?? 0)) return;
          issuedBefore.set(audit.service, audit.issued);
          finding.stake();
          for (const what of imbalances(audit)) finding.violated(audit.at, what);
        },
      },
    };
  },
};

function imbalances({ service, issued, served, failed, timedOut, refused, open, hosts }: RequestAudit): string[] {
  const found: string[] = [];
  const clients = served + failed + timedOut + refused + open;
  if (clients !== issued) found.push(`${issued} requests of ${service} were issued, ${clients} ended or are open`);
  for (const each of hosts) {
    const there = each.queued + each.inService + each.completed + each.turnedAway + each.dropped;
    if (there !== each.received) {
      found.push(`${each.host} received ${each.received} requests of ${service}, and can account for ${there}`);
    }
  }
  const received = hosts.reduce((sum, each) => sum + each.received, 0);
  if (received > issued) found.push(`hosts received ${received} requests of ${service}, ${issued} were issued`);
  const completed = hosts.reduce((sum, each) => sum + each.completed, 0);
  if (served > completed) found.push(`${served} requests of ${service} were served, hosts completed ${completed}`);
  return found;
}
