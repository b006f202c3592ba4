/** Load as flows: rates that change at known instants, planned anew whenever something changes and counted in between. */
import type { Handle } from "../../../sim/index.js";
import { LATEST, type Micros } from "../../../units/index.js";
import type { Host } from "../../host.js";
import type { Service } from "../../service.js";
import { FlowClient, type FlowWorld } from "./flow-client.js";
import { FlowServer } from "./flow-server.js";
import type { LatencyMemory } from "./stays.js";

/** When everything else that happens at an instant has happened. */
const AFTER_ALL = 7;

/** How often it is asked anew how many will try again, since that is load too. */
const ROUNDS = 12;
const CLOSE_ENOUGH = 1e-6;

/**
 * What is approximated: retries come at once and not after their backoff; a director that looks at the load of its hosts
 * splits by weight; a backlog grows and shrinks evenly, and where there is none the host is in its steady state at once,
 * or, where it can do just about what comes, as soon as its queue has grown as it does by chance on average. In truth such a
 * queue is now shorter, now longer, so that of users who give up about then another share is answered.
 * While a backlog grows or shrinks, who tries again is told by the wait at the host alone, whatever the network loses.
 * While an application is quiesced its whole host stands still, where single requests of others would go past.
 * Not told of at all: reads from copies that lag, want of memory, and that users in a session stay with a host.
 */
export class Flows {
  readonly clients: readonly FlowClient[];
  private readonly servers: readonly FlowServer[];
  private pending = false;
  private next: Handle = 0;
  private caughtUpAt: Micros = 0;

  constructor(
    private readonly world: FlowWorld,
    services: readonly Service[],
    hosts: readonly Host[],
  ) {
    const memory: LatencyMemory = new Map();
    this.servers = hosts.map((host) => new FlowServer(world, host, memory));
    for (const [index, host] of hosts.entries()) host.server.flow = this.servers[index]!;
    this.clients = services.map((service) => new FlowClient(world, service, service.spec.load!, this.changed));
  }

  /** Something changed on which rates depend; to be called at once, however often. */
  readonly changed = (): void => {
    if (this.pending) return;
    this.pending = true;
    this.world.kernel.after(0, this.planAnew, 0, AFTER_ALL);
  };

  /** Hosts count what has come and gone up to now; to be called before anything changes on which that depends. */
  catchUp(): void {
    const { now } = this.world.kernel;
    if (now === this.caughtUpAt) return;
    this.caughtUpAt = now;
    for (const server of this.servers) server.settle();
  }

  /** Counts everything up to now, and tells it. */
  settle(): void {
    this.catchUp();
    for (const client of this.clients) client.settle();
    for (const client of this.clients) client.tell();
  }

  private readonly planAnew = (): void => {
    this.pending = false;
    this.settle();
    const serverOf = (host: Host): FlowServer => this.servers[host.index]!;
    for (const client of this.clients) client.review();
    for (const client of this.clients) client.begin();
    for (let round = 0; round < ROUNDS; round++) {
      for (const server of this.servers) server.clear();
      for (const client of this.clients) client.offer(serverOf);
      for (const server of this.servers) server.decide();
      const error = this.clients.reduce((most, client) => {
        const wrong = client.learn(serverOf);
        return client.load.retry.times > 0 ? Math.max(most, wrong) : most;
      }, 0);
      if (error < CLOSE_ENOUGH) break;
    }
    for (const client of this.clients) client.watch(serverOf);
    this.waitForNext();
  };

  private waitForNext(): void {
    const { kernel } = this.world;
    let next: Micros = Infinity;
    for (const { until } of this.clients) next = Math.min(next, until);
    for (const { until } of this.servers) next = Math.min(next, until);
    kernel.cancel(this.next);
    this.next = next > LATEST ? 0 : kernel.schedule(Math.max(next, kernel.now), this.changed);
  }
}
