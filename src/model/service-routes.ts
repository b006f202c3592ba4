/** The ways that the requests of each class of a service take: to whoever serves it, unless it is spread over several hosts. */
import type { ClassRoute } from "../control/index.js";
import type { Stream } from "../sim/index.js";
import type { Ground } from "./ground.js";
import type { Host } from "./host.js";
import type { Network } from "./network.js";
import type { Place } from "./place.js";
import { Route } from "./route.js";
import type { Routing } from "./routing.js";
import type { ServiceSpec } from "./spec.js";

export interface RoutedWorld extends Ground {
  readonly routing: Routing<Host>;
  host(name: string): Host;
  volumesOf(host: string): readonly string[];
}

/** A service, as far as its routes ask. */
interface Routed {
  readonly name: string;
  readonly spec: ServiceSpec;
  readonly address: string;
  readonly volumes: readonly string[];
  readonly network: Network<Host>;
  /** Who takes in what is sent to its address. */
  readonly taker: Host | null;
  /** Where whoever passes its requests on is told how. */
  readonly directedFrom: Place | null;
}

export class ServiceRoutes {
  /** By class; `null`: all goes to whoever serves it. */
  private routes: readonly (Route | null)[] | null;
  /** The hosts of a pool by their addresses, each with the volumes that it reads; none where one host is its home. */
  private readonly members: ReadonlyMap<string, { readonly volumes: readonly string[] }>;
  private readonly picks: Stream;

  constructor(
    private readonly world: RoutedWorld,
    private readonly service: Routed,
  ) {
    this.picks = world.streams.stream(`director/${service.name}/pick`);
    this.members = new Map(
      (service.spec.pool ?? []).map((name) => [
        world.host(name).spec.identity.address,
        { volumes: world.volumesOf(name) },
      ]),
    );
    this.routes = this.usual();
  }

  get leadToPool(): boolean {
    return this.members.size > 0;
  }

  /** Whether anything may be sent elsewhere than to whoever serves it. */
  get areSet(): boolean {
    return this.routes !== null;
  }

  /** Somebody is left out who fails. */
  get areWatched(): boolean {
    return this.routes?.some((route) => route?.watches === true) ?? false;
  }

  of(requestClass: number): Route | null {
    return this.routes?.[requestClass] ?? null;
  }

  /** @param routes none: as long as nobody says how */
  set(routes: readonly ClassRoute[]): void {
    this.routes =
      routes.length === 0
        ? this.usual()
        : (this.service.spec.load?.classes ?? []).map(({ name }) => {
            const route = routes.find(({ requestClass }) => requestClass === name);
            return route === undefined ? null : this.newRoute(route);
          });
  }

  /** Hosts or networks have changed. */
  refresh(): void {
    for (const route of this.routes ?? []) route?.refresh();
  }

  /** Those to whom something is sent who answer. */
  get answering(): readonly Host[] {
    const found: Host[] = [];
    for (const route of this.routes ?? []) for (const host of route?.answering ?? []) found.push(host);
    return found;
  }

  /** As long as nobody says how: a pool gets what is asked for in turn, and of one host there is nothing to spread. */
  private usual(): readonly Route[] | null {
    if (this.members.size === 0) return null;
    const targets = [...this.members.keys()].map((address) => ({ address, weight: 1 }));
    const usual = { spread: "turns", sessions: "move", eject: null } as const;
    const classes = this.service.spec.load?.classes ?? [{ name: "" }];
    return classes.map(({ name }) => this.newRoute({ ...usual, requestClass: name, targets }));
  }

  private newRoute(route: ClassRoute): Route {
    const of = this.service.spec.load?.classes.find(({ name }) => name === route.requestClass)?.of ?? null;
    return new Route(route, this.world.kernel, this.picks, (address) => this.reader(address, of));
  }

  /** Who answers at an address and has the data that is read: of one volume, or all that may be shared; of a pool each its own. */
  private reader(address: string, of: string | null): Host | null {
    if (address === this.service.address && this.members.size === 0) return this.service.taker;
    const host = this.world.routing.holderOf(address);
    if (host === null || !this.isReached(host) || host.applications.refusalOf(this.service.name) !== null) return null;
    return host.storage.canShare(this.members.get(address) ?? this.service, of) ? host : null;
  }

  /** Whoever passes requests on finds a way to it: over connectors that are not cut. */
  private isReached(host: Host): boolean {
    return (
      this.world.routing.wayBetween(this.service.directedFrom?.networks ?? [this.service.network], [host.network]) !==
      null
    );
  }
}
