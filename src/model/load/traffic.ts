/** All requests of a world: who asks, where each of them is, and how many there are at the users and at the hosts. */
import { HOUR } from "../../units/index.js";
import type { Host } from "../host.js";
import type { Service } from "../service.js";
import type { BandwidthPool } from "../storage/bandwidth.js";
import { Client, type ClientWorld } from "./client.js";
import type { FlowClient } from "./flow/flow-client.js";
import { Flows } from "./flow/flows.js";
import { RequestAuditor } from "./request-audit.js";
import type { RequestPool } from "./request-pool.js";

/** Of events at one instant: counts are taken when everything else has happened. */
const AUDIT_PRIORITY = 7;

interface Surroundings extends ClientWorld {
  readonly services: readonly Service[];
  readonly bandwidth: BandwidthPool;
  /** I/Os are counted when requests are. */
  readonly exports: { tell(): void };
}

export class Traffic {
  /** In the order of the services; `null` for those whose load is a rate, or that have none. */
  private readonly clients: readonly (Client | null)[];
  /** Load that is a rate and not single requests, if there is any. */
  readonly flows: Flows | null;
  private readonly requests: RequestPool;
  private readonly auditor: RequestAuditor;
  private auditPending = false;

  constructor(
    private readonly world: Surroundings,
    private readonly hosts: readonly Host[],
  ) {
    const { services } = world;
    this.requests = world.requests;
    this.clients = services.map((service) =>
      service.spec.load?.mode === "requests" ? new Client(world, service, service.spec.load) : null,
    );
    const flowing = services.filter((service) => service.spec.load?.mode === "flow");
    this.flows = flowing.length === 0 ? null : new Flows(world, flowing, hosts);
    const asking = this.clients.filter((client) => client !== null);
    this.auditor = new RequestAuditor([...asking, ...(this.flows?.clients ?? [])], hosts);
  }

  /** The users begin to come; call once. */
  start(): void {
    for (const client of this.clients) client?.start();
    this.world.kernel.after(HOUR, this.auditHourly);
  }

  clientOf(service: string): Client | FlowClient | null {
    const flowing = this.flows?.clients.find((each) => each.service.name === service);
    return flowing ?? this.clients[this.world.services.findIndex(({ name }) => name === service)] ?? null;
  }

  /** Handlers of the kernel: the argument is a slot of the pool. */
  readonly arrive = (slot: number): void =>
    this.requests.kindOf(slot).asker.arrive(slot, this.hosts[this.requests.host[slot]!]!);

  readonly endService = (slot: number): void => this.hosts[this.requests.host[slot]!]!.server.complete(slot);

  /** Counts all requests, at the users and at the hosts, and what copies move. */
  audit(): void {
    this.flows?.settle();
    for (const audit of this.auditor.take()) this.world.record({ kind: "RequestsAudited", ...audit });
    const channels = this.world.bandwidth.audit();
    if (channels.length > 0) this.world.record({ kind: "ChannelsAudited", channels });
    for (const client of this.clients) client?.copyReads.tell();
    this.world.exports.tell();
  }

  /** As `audit`, once for however many changes of this instant. */
  auditSoon(): void {
    if (this.auditPending) return;
    this.auditPending = true;
    const take = () => {
      this.auditPending = false;
      this.audit();
    };
    this.world.kernel.after(0, take, 0, AUDIT_PRIORITY);
  }

  private readonly auditHourly = (): void => {
    this.audit();
    this.world.kernel.after(HOUR, this.auditHourly);
  };
}
