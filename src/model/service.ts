/** A service as its users see it: an address behind a director; it is up when somebody there can answer with its data. */
import type { ClassRoute } from "../control/index.js";
import type { Stream } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import type { Director } from "./director.js";
import type { Host } from "./host.js";
import type { Named } from "./named.js";
import type { NameServer } from "./name-server.js";
import type { Network } from "./network.js";
import type { Place } from "./place.js";
import { drawnSum } from "./post.js";
import type { RequestEnd } from "./request-listener.js";
import type { Route } from "./route.js";
import { type RoutedWorld, ServiceRoutes } from "./service-routes.js";
import type { ServiceSpec } from "./spec.js";

interface Surroundings extends RoutedWorld {
  readonly traffic: { readonly flows: { readonly changed: () => void } | null };
}

export class Service {
  readonly address: string;
  /** The volumes of the host that it starts on: it needs all of them. */
  readonly volumes: readonly string[];
  /** From the user to the host, one way. */
  latency: Micros;
  /** No network loses anything, and none takes longer at one time than at another: asked for each request, so it is kept. */
  isSteady: boolean;
  /** Its director leaves out who fails, and so hears how each request ends. */
  isWatched = false;
  private isExposed = false;
  readonly network: Network<Host>;
  /** Who serves it now. */
  private servedBy: Host | null = null;
  /** Who hangs and still holds its address: what is sent there is never answered. */
  private silent: Host | null = null;
  private readonly routes: ServiceRoutes;
  /** Whether somebody passes requests on, as it was when it was looked at last: each request asks. */
  private isDirected = false;
  /** As many members of its pool can answer as it needs. */
  private isEnough = true;
  /** The members that could answer when it was looked at last. */
  private answering: readonly Host[] = [];
  /** The director did not pass anything on when it was looked at last. */
  private wasUndirected = false;
  /** Who hear when somebody else serves it, or nobody. */
  private readonly followers: (() => void)[] = [];

  constructor(
    private readonly world: Surroundings,
    readonly spec: ServiceSpec,
    readonly index: number,
    readonly director: Director | null,
    private readonly names: NameServer | null,
  ) {
    const home = world.host(spec.runsOn);
    this.address = home.spec.identity.address;
    this.network = home.network;
    this.latency = home.network.latency;
    this.volumes = world.volumesOf(spec.runsOn);
    this.routes = new ServiceRoutes(world, this);
    this.isSteady = !world.routing.varies;
    names?.admit(spec.name, this.address);
  }

  get name(): string {
    return this.spec.name;
  }

  /** Whoever answers at its address with its data. */
  get primary(): Host | null {
    return this.servedBy;
  }

  /** Who takes in what is sent to its address: whoever answers there, else one that hangs and never will. */
  get taker(): Host | null {
    return this.servedBy ?? this.silent;
  }

  /** Calls back whenever that has become another one, or nobody: of a pool too, of which no record tells it. */
  follow(changed: () => void): void {
    this.followers.push(changed);
  }

  /**
   * Where a request goes now, `null` when nobody is there to take it.
   * @param source of (0, 1): who asks; the same user has the same number
   */
  route(requestClass: number, source: number): Host | null {
    if (this.names !== null) return this.foundBy(source, this.names);
    const route = this.routes.of(requestClass);
    if (route === null) return this.taker;
    return this.isDirected ? route.pick(source) : this.undirected;
  }

  /** Whoever a user finds by name: with an old answer nobody, or one who has been replaced and does not know it. */
  private foundBy(source: number, names: NameServer): Host | null {
    const address = names.addressFor(this.name, source);
    if (address === this.destination) return this.taker;
    const former = address === null ? null : this.holderAt(address);
    if (former === null || former.hung) return former;
    return former.storage.serviceObstacle(this) === null ? former : null;
  }

  /** Where the requests of a class go now when load is a flow; the shares make up one. */
  shares(requestClass: number): readonly { readonly host: Host | null; readonly share: number }[] {
    const route = this.routes.of(requestClass);
    if (route === null) return [{ host: this.taker, share: 1 }];
    return this.passesOn ? route.shares : [{ host: this.undirected, share: 1 }];
  }

  /** Who gets what nobody passes on: a primary that hangs takes it in, and never answers. */
  private get undirected(): Host | null {
    return this.director?.spec.byPrimary === true ? this.silent : null;
  }

  /** Somebody is there to pass requests on, and to be told how: its director, or whoever serves it. */
  get directs(): boolean {
    if (this.director === null) return true;
    return this.director.spec.byPrimary === true ? this.servedBy !== null : this.director.up;
  }

  /** It does, unless fewer members of its pool answer than it needs. */
  private get passesOn(): boolean {
    return this.directs && this.isEnough;
  }

  /** Where whoever passes its requests on is told how. */
  get directedFrom(): Place | null {
    if (this.director?.spec.byPrimary !== true) return this.director?.place ?? null;
    return (this.servedBy ?? this.world.host(this.spec.runsOn)).place;
  }

  /** The route of a class as long as there is one that leaves out who fails; else nothing changes it but orders. */
  watchedRoute(requestClass: number): Route | null {
    const route = this.routes.of(requestClass);
    return route?.watches === true ? route : null;
  }

  /** Whether a user who was sent to a host stays there with the next request of a class. */
  keeps(requestClass: number, host: Host): boolean {
    const route = this.routes.of(requestClass);
    return route === null ? host === this.servedBy : route.keeps(host);
  }

  /** How a request ended that was sent to a host; a director that leaves out those who fail hears of it. */
  ended(requestClass: number, host: Host, end: RequestEnd): void {
    const route = this.routes.of(requestClass);
    if (route?.watches) route.ended(host, end);
  }

  /** Whether its director sends anything elsewhere than to whoever serves it. */
  get isSpread(): boolean {
    return this.routes.areSet;
  }

  /** Its director is told how to spread it; why it cannot, or `null`. */
  spread(routes: readonly ClassRoute[]): string | null {
    if (this.director === null || this.spec.load === undefined)
      return `${this.name} has no director that could spread it`;
    this.routes.set(routes);
    this.isWatched = this.routes.areWatched;
    this.world.record({ kind: "RouteChanged", service: this.name, routes });
    if (this.routes.leadToPool) this.refresh();
    this.world.traffic.flows?.changed();
    return null;
  }

  /** What becomes of a host may be of account for who serves it. */
  dependsOn(host: Named): boolean {
    return this.isSpread || this.servedBy === host || this.silent === host || this.holder === host;
  }

  /** To be called whenever something that it depends on may have changed; tells when the service went up or down. */
  refresh(): void {
    if (this.routes.leadToPool) this.refreshPool();
    else this.refreshHome();
    this.wasUndirected = this.director?.up === false;
    this.isDirected = this.passesOn;
  }

  private refreshHome(): void {
    const holder = this.holder;
    const obstacle = this.obstacle(holder);
    const serves = obstacle === null ? holder : null;
    const before = this.servedBy;
    this.servedBy = serves;
    this.silent = serves === null ? this.hanging(before ?? this.silent) : null;
    this.lookAtWays();
    this.routes.refresh();
    if (serves !== null) this.latency = this.world.routing.way(this.network, serves.network)?.latency ?? this.latency;
    if (serves === before) return;
    for (const each of this.followers) each();
    if (serves !== null) this.tellUp(serves, null);
    else this.world.record({ kind: "ServiceDown", service: this.name, why: obstacle ?? "nobody answers" });
  }

  /** A pool can answer as long as enough members can to whom its director sends somebody: which ones, is no matter. */
  private refreshPool(): void {
    this.routes.refresh();
    const inRotation = this.routes.answering;
    const before = this.servedBy;
    const isDirected = this.director?.up ?? true;
    const { needs = 1 } = this.spec;
    const returned = inRotation.find((host) => !this.answering.includes(host)) ?? null;
    this.answering = inRotation;
    this.isEnough = needs === 1 || new Set(inRotation).size >= needs;
    const serves =
      !isDirected || !this.isEnough
        ? null
        : before !== null && inRotation.includes(before)
          ? before
          : (inRotation[0] ?? null);
    this.servedBy = serves;
    this.lookAtWays();
    if (serves !== null) this.latency = this.world.routing.way(this.network, serves.network)?.latency ?? this.latency;
    if (serves !== before) for (const each of this.followers) each();
    if ((serves === null) === (before === null)) return;
    const few = needs === 1 ? "no member of its pool answers" : `fewer than ${needs} members of its pool answer`;
    const why = isDirected ? few : `${this.director?.spec.name} does not direct`;
    if (serves !== null) this.tellUp(serves, returned);
    else this.world.record({ kind: "ServiceDown", service: this.name, why });
  }

  private tellUp(host: Host, returned: Host | null): void {
    const by = this.wasUndirected ? this.director!.acting : returned?.name;
    const told = { kind: "ServiceUp", service: this.name, host: host.name } as const;
    this.world.record(by === undefined || by === host.name ? told : { ...told, by });
  }

  /** Its director sends its users to another address than its own, or its name stands for another one. */
  get isRedirected(): boolean {
    return this.destination !== this.address;
  }

  private get destination(): string {
    return this.director?.destinationOf(this.address) ?? this.names?.addressOf(this.name) ?? this.address;
  }

  private lookAtWays(): void {
    const { isLossy, varies } = this.world.routing;
    this.isExposed = isLossy;
    this.isSteady = !isLossy && !varies;
  }

  /** Probability with which a request, or its answer, gets lost on the way to a host or from there. */
  lossTo(host: Host): number {
    return this.isExposed ? (this.world.routing.way(this.network, host.network)?.loss ?? 0) : 0;
  }

  /** How much longer than its latency a request, or its answer, takes on the way to a host or from there. */
  jitterTo(host: Host, chance: Stream): Micros {
    if (!this.world.routing.varies) return 0;
    return drawnSum(this.world.routing.way(this.network, host.network)?.jitter ?? [], chance);
  }

  /** Who answers at the address to which its users are sent, on the network where that is at home and can be reached. */
  private get holder(): Host | null {
    return this.holderAt(this.destination);
  }

  private holderAt(address: string): Host | null {
    const network = this.world.routing.homeOf(address) ?? this.network;
    return this.world.routing.way(this.network, network) === null ? null : network.holderOf(address);
  }

  /** One that still takes requests in and does not answer them: it hangs, or its I/Os wait. */
  private hanging(host: Host | null): Host | null {
    if (host?.life.stage !== "online") return null;
    return host.health === "hung" || (host.running && host.storage.waitsFor(this)) ? host : null;
  }

  /** Why it cannot answer now, `null` when it can. */
  private obstacle(holder: Host | null): string | null {
    if (this.director !== null && !this.director.up) return `${this.director.spec.name} does not direct`;
    if (holder === null) return `nobody answers at ${this.destination}`;
    return holder.storage.serviceObstacle(this) ?? holder.applications.refusalOf(this.name);
  }
}
