/** No request vanishes, and none comes from nowhere. */
import type { RequestAudit } from "../../model/index.js";
import type { RecordOf } from "../hearing.js";
import { hasLoad } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated at each audit since which requests were issued; what all hosts received and completed, against what all
 * clients issued and got, whenever hosts are told.
 */
export const requestConservation: Invariant = {
  name: "request-conservation",
  about:
    "Issued requests are open or have ended, and what a host received is in it or has left it: a queue that is dropped " +
    "in silence would make a takeover look better than it was.",
  idle: "no request was made",
  appliesTo: hasLoad,
  watch: (finding) => {
    const issuedBefore = new Map<string, number>();
    const latest = new Map<string, Audit>();
    return {
      hears: {
        RequestsAudited: (audit) => {
          const { service } = audit;
          latest.set(service, audit);
          if (audit.issued !== (issuedBefore.get(service) ?? 0)) {
            issuedBefore.set(service, audit.issued);
            finding.stake();
            for (const what of imbalances(audit)) finding.violated(audit.at, what);
          }
          // The hosts are told last, when all services that have changed were told.
          if (audit.hosts.length === 0) return;
          for (const what of imbalancesInAll([...latest.values()], audit.hosts)) finding.violated(audit.at, what);
        },
      },
    };
  },
};

type Audit = RecordOf<"RequestsAudited">;

function imbalances({ service, issued, served, failed, timedOut, refused, open, hosts }: RequestAudit): string[] {
  const found: string[] = [];
  const clients = served + failed + timedOut + refused + open;
  if (clients !== issued) found.push(`${issued} requests of ${service} were issued, ${clients} ended or are open`);
  for (const each of hosts) {
    const there = each.queued + each.inService + each.completed + each.turnedAway + each.dropped;
    if (there !== each.received)
      found.push(`${each.host} received ${each.received} requests, and can account for ${there}`);
  }
  return found;
}

function imbalancesInAll(audits: readonly RequestAudit[], hosts: RequestAudit["hosts"]): string[] {
  const found: string[] = [];
  const issued = audits.reduce((sum, each) => sum + each.issued, 0);
  const received = hosts.reduce((sum, each) => sum + each.received, 0);
  if (received > issued) found.push(`hosts received ${received} requests, ${issued} were issued`);
  const served = audits.reduce((sum, each) => sum + each.served, 0);
  const completed = hosts.reduce((sum, each) => sum + each.completed, 0);
  if (served > completed) found.push(`${served} requests were served, hosts completed ${completed}`);
  return found;
}
