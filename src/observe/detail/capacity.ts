/** What the hosts that get a service's requests could serve per second, over time. */
import type { ClassRoute } from "../../control/index.js";
import type { HostSpec, ServiceSpec } from "../../model/index.js";
import { StepFunction } from "../../stats/index.js";
import type { Micros } from "../../units/index.js";
import type { Accounts } from "../account/accounts.js";
import type { Hearing } from "../hearing.js";
import { storageLimit } from "./storage-limit.js";

/**
 * The rates of their specification, or what storage lets through where that is less, summed over the hosts that can answer and
 * that any class of requests is sent to. What a slow-down, copies or the requests of another service take from them is not
 * subtracted.
 */
export class Capacity {
  private readonly routes = new Map<string, readonly ClassRoute[]>();
  private readonly levels = new Map<string, StepFunction>();
  /** Of each host for each service, worked out when they are asked for. */
  private readonly limits = new Map<ServiceSpec, Map<HostSpec, number>>();

  constructor(private readonly accounts: Accounts) {
    for (const { name, load } of accounts.context.spec.services) {
      if (load !== undefined) this.levels.set(name, new StepFunction(0, 0));
    }
  }

  readonly hears: Hearing = {
    RouteChanged: ({ service, routes, at }) => {
      this.routes.set(service, routes);
      this.weigh(at);
    },
    ServiceUp: ({ at }) => this.weigh(at),
    ServiceDown: ({ at }) => this.weigh(at),
    HostPowerChanged: ({ at }) => this.weigh(at),
    HostStageChanged: ({ at }) => this.weigh(at),
    HostHealthChanged: ({ at }) => this.weigh(at),
    AddressAnswered: ({ at }) => this.weigh(at),
    AddressSilenced: ({ at }) => this.weigh(at),
  };

  /** Requests per second, in the mean from one instant to another; 0 for a service without load. */
  mean(service: string, from: Micros, to: Micros): number {
    return this.levels.get(service)?.mean(from, to) ?? 0;
  }

  private weigh(at: Micros): void {
    for (const service of this.accounts.context.spec.services) {
      const level = this.levels.get(service.name);
      level?.set(
        at,
        this.hostsOf(service).reduce((sum, host) => sum + this.rateOf(host, service), 0),
      );
    }
  }

  private rateOf(host: HostSpec, service: ServiceSpec): number {
    const known = this.limits.get(service) ?? new Map<HostSpec, number>();
    this.limits.set(service, known);
    const limit = known.get(host) ?? storageLimit(this.accounts.context.spec, host, service);
    known.set(host, limit);
    return Math.min(host.serves.rate, limit);
  }

  /** Classes without a route go to whoever serves the service; where it runs on several, to all of them that answer. */
  private hostsOf({ name, load, pool }: ServiceSpec): readonly HostSpec[] {
    const { hosts, services, context } = this.accounts;
    const routes = this.routes.get(name) ?? [];
    const addresses = new Set(
      routes.flatMap(({ targets }) => targets.filter(({ weight }) => weight > 0).map(({ address }) => address)),
    );
    const { up, host } = services.of(name);
    const alone = load?.classes.some((each) => !routes.some(({ requestClass }) => requestClass === each.name)) ?? true;
    const isHome = (each: string): boolean =>
      pool === undefined ? each === host : pool.includes(each) && hosts.isAvailable(each);
    return context.spec.hosts.filter((each) => {
      const isAtHome = isHome(each.name);
      if (addresses.size === 0 && !isAtHome) return false;
      if (up && alone && isAtHome) return true;
      return hosts.isAvailable(each.name) && [...hosts.of(each.name).answers].some((own) => addresses.has(own));
    });
  }
}
