/** Counts all requests of a world, at the users and at the hosts, independently of each other. */
import type { Host } from "../host.js";
import type { RequestAudit } from "../audits.js";
import type { Client } from "./client.js";

/** What the users of a service count for themselves. */
export type ClientCounts = Pick<Client, "service" | "issued" | "open" | "ended" | "fingerprint">;

/** A service with requests, and what was told of it last. */
interface Audited {
  readonly service: string;
  readonly client: ClientCounts;
  issued: number;
  open: number;
}

export class RequestAuditor {
  private readonly services: readonly Audited[];

  constructor(
    clients: readonly ClientCounts[],
    private readonly hosts: readonly Host[],
  ) {
    this.services = clients.map((client) => ({ service: client.service.name, client, issued: 0, open: 0 }));
  }

  /**
   * The counts of every service whose counts have changed since the last audit. The hosts stand in the last of them only,
   * and only those that ever received a request: the same counts need not be told for each service and each host.
   */
  take(): readonly RequestAudit[] {
    const changed = this.services.filter(({ client, issued, open }) => client.issued > issued || client.open !== open);
    // The invariants look at the hosts where requests were issued.
    const ordered = [...changed.filter((each) => !hasNew(each)), ...changed.filter(hasNew)];
    return ordered.map((each, index) => {
      const audit = countAtClient(each);
      each.issued = each.client.issued;
      each.open = each.client.open;
      return index < ordered.length - 1 ? audit : { ...audit, hosts: this.countAtHosts() };
    });
  }

  private countAtHosts(): RequestAudit["hosts"] {
    const receivers = this.hosts.filter(({ server }) => server.received > 0);
    return receivers.map(({ name, server }) => {
      const { received, queued, inService, completed, turnedAway, dropped } = server;
      return { host: name, received, queued, inService, completed, turnedAway, dropped };
    });
  }
}

function hasNew({ client, issued }: Audited): boolean {
  return client.issued > issued;
}

function countAtClient({ service, client }: Audited): RequestAudit {
  const { issued, open, fingerprint } = client;
  const { served, failed, refused, "timed out": timedOut } = client.ended;
  return { service, issued, served, failed, timedOut, refused, open, fingerprint: { ...fingerprint }, hosts: [] };
}
