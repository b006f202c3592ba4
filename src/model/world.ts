/** The physical world: everything that a scenario names, built from its spec, and what connects the parts. It decides nothing. */
import type { Effect, Input, Machine, RecoveryConfig } from "../control/index.js";
import type { Kernel } from "../sim/index.js";
import { Digest, type Streams } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import type { Addressees } from "./addressees.js";
import { Agent } from "./agent.js";
import { Connector } from "./connector.js";
import type { Changes, HostChanges } from "./changes.js";
import { Crew } from "./crew.js";
import { Director } from "./director.js";
import { Domain } from "./domain/domain.js";
import { Fabric } from "./fabric/fabric.js";
import { Link } from "./fabric/link.js";
import { NetworkConnections } from "./fabric/network-connections.js";
import { isNetworked, NetworkLink } from "./fabric/network-link.js";
import { LinkTalk } from "./fabric/link-talk.js";
import { Passage } from "./fabric/passage.js";
import type { Ground } from "./ground.js";
import { Heartbeats } from "./heartbeat.js";
import { Host } from "./host.js";
import type { Flows } from "./load/flow/flows.js";
import { RequestPool } from "./load/request-pool.js";
import { Traffic } from "./load/traffic.js";
import type { Machines, Running } from "./machines.js";
import { MANAGEMENT, ManagementPath } from "./management-path.js";
import type { Monitor } from "./monitor.js";
import { grouped, known, type Named } from "./named.js";
import { Exports } from "./multipath/exports.js";
import { NameServer } from "./name-server.js";
import { Network } from "./network.js";
import { Operator } from "./operator.js";
import type { Happening, Record as WorldRecord } from "./record.js";
import type { RequestListener } from "./request-listener.js";
import { People } from "./people.js";
import type { Place } from "./place.js";
import { CONTROLLER, Places } from "./places.js";
import { Post } from "./post.js";
import type { Process } from "./process.js";
import { Relay } from "./relay.js";
import { Ringing } from "./ringing.js";
import { Routing } from "./routing.js";
import { Service } from "./service.js";
import { Duties } from "./server/duties.js";
import { StorageServer } from "./server/storage-server.js";
import type { SwitchSpec, VolumeSpec, WorldSpec, ZoneSpec } from "./spec.js";
import { StorageArray } from "./storage/array.js";
import { ArrayLink } from "./storage/array-link.js";
import { BandwidthPool } from "./storage/bandwidth.js";
import { TransformationEngine } from "./storage/transformation-engine.js";
import { ProductionDemand } from "./storage/production-demand.js";
import { mirrorRemotely } from "./storage/mirror-remotely.js";
import { Replicator } from "./storage/replicator.js";
import type { Volume } from "./storage/volume.js";
import { Transfers } from "./transfer/transfers.js";
import { Programs } from "./programs.js";

export interface WorldOptions {
  /** Execute every report although it changes nothing: slower, same behaviour. */
  readonly everyEvent?: boolean;
  /** What runs on a host when its applications start, if not the recovery of this house. */
  readonly recovery?: Machine<RecoveryConfig, unknown, Input, Effect>;
}

/** Starts a machine in a world, at a place. */
export type StartMachine = <C, S>(
  world: World,
  place: string,
  machine: Machine<C, S, Input, Effect>,
  config: C,
) => Running;

export class World implements Ground, Changes, HostChanges, Machines {
  readonly networks = new Map<string, Network<Host>>();
  readonly connectors = new Map<string, Connector>();
  readonly routing: Routing<Host>;
  readonly heartbeats: Heartbeats;
  readonly ringing: Ringing;
  readonly linkTalk = new LinkTalk(this);
  readonly post: Post = new Post(this);
  readonly management: ManagementPath<Host>;
  /** By the networks over which relays are reached that do not hang on the management path. */
  private readonly paths = new Map<string, ManagementPath<Host>>();
  readonly links = new Map<string, Link>();
  readonly switches = new Map<string, Passage<SwitchSpec>>();
  readonly zones = new Map<string, Passage<ZoneSpec>>();
  readonly fabric: Fabric;
  readonly arrays = new Map<string, StorageArray>();
  readonly exports: Exports;
  readonly arrayLinks = new Map<string, ArrayLink>();
  readonly replicator = new Replicator(this);
  readonly transfers: Transfers = new Transfers(this);
  /** `null`: no server systems under common control. */
  readonly domain: Domain | null;
  readonly bandwidth: BandwidthPool;
  readonly connections = new NetworkConnections(this);
  /** `null`: each conversion has a rate of its own, and nothing beside. */
  readonly engine: TransformationEngine | null;
  readonly relays = new Map<string, Relay>();
  readonly hosts = new Map<string, Host>();
  /** By the hosts on which they run, and by those that they watch. */
  readonly agents = new Map<string, Agent>();
  readonly monitors: ReadonlyMap<string, Monitor>;
  readonly directors = new Map<string, Director>();
  readonly nameServers = new Map<string, NameServer>();
  readonly crews = new Map<string, Crew>();
  readonly programs: Programs = new Programs(this);
  readonly processes: ReadonlyMap<string, Process> = this.programs.processes;
  readonly servers = new Map<string, StorageServer>();
  readonly duties: Duties;
  readonly services: readonly Service[];
  readonly operator: Operator;
  readonly requests = new RequestPool();
  readonly traffic: Traffic;
  /** Of all records: the same whether what changes nothing was executed or left out. */
  readonly behaviour = new Digest();
  readonly people = new People(this);
  readonly places = new Places(this);
  /** To whom agents report, and tell of load; whoever starts the machines may say otherwise. */
  readonly addressees: Addressees = { reports: CONTROLLER, load: CONTROLLER };
  /** Hosts of which no machine decides whether they have power; none unless whoever starts the machines says so. */
  readonly undecided = new Set<string>();
  /** Hears of each request: measures do where anybody asks for theirs. */
  requestListener: RequestListener | null = null;
  /** Hears each report of an agent that reaches the controller; a million of them, so it is set only for a trace. */
  reportListener: ((host: string, sentAt: Micros, at: Micros) => void) | null = null;
  /** Counts changes of what storage costs, so that servers notice. */
  ioVersion = 0;
  /** Of the traffic, once there is any: storage is built before. */
  private readonly flows: Flows | null = null;
  /** In their order, which is that of their indices. */
  private readonly hostList: readonly Host[];
  private readonly volumes: ReadonlyMap<string, Volume>;
  private readonly volumesBy: ReadonlyMap<string, readonly VolumeSpec[]>;
  /** By what they write to: of several that of the first. */
  private readonly writers: ReadonlyMap<string, Named>;
  private readonly networkLinks: readonly NetworkLink[];
  /** Directors that are programs on hosts. */
  private readonly carriedDirectors: readonly Director[];
  private readonly servicesAt: ReadonlyMap<string, readonly Service[]>;
  private readonly listeners: ((record: WorldRecord) => void)[] = [];

  constructor(
    readonly kernel: Kernel,
    readonly streams: Streams,
    readonly spec: WorldSpec,
    private readonly startMachine: StartMachine,
    readonly options: WorldOptions = {},
  ) {
    this.ringing = new Ringing(kernel);
    this.heartbeats = new Heartbeats(kernel, this.post, options.everyEvent === true);
    this.bandwidth = this.newBandwidth();
    this.engine = spec.engine === undefined ? null : new TransformationEngine(this, spec.engine);
    // Networks, and what joins them.
    for (const each of spec.networks) this.networks.set(each.name, new Network(this, each));
    for (const each of spec.connectors) this.connectors.set(each.name, new Connector(this, each));
    this.management = new ManagementPath(this, spec.controller.management ?? MANAGEMENT, spec.controller.networks);
    this.networks.set(this.management.name, this.management.network);
    this.routing = new Routing(this);
    // Cables and switches, and what stands beside hosts.
    for (const each of spec.links)
      this.links.set(each.name, isNetworked(each) ? new NetworkLink(this, each) : new Link(this, each));
    this.networkLinks = [...this.links.values()].filter((each) => each instanceof NetworkLink);
    for (const each of spec.switches ?? []) this.switches.set(each.name, new Passage(this, each));
    for (const each of spec.zones ?? []) this.zones.set(each.name, new Passage(this, each));
    this.fabric = new Fabric(this);
    for (const each of spec.crews) this.crews.set(each.name, new Crew(this, each));
    for (const each of spec.directors) this.directors.set(each.name, new Director(this, each));
    for (const each of spec.nameServers ?? []) this.nameServers.set(each.name, new NameServer(this, each));
    this.carriedDirectors = [...this.directors.values()].filter((each) => each.spec.on !== undefined);
    // Storage comes before the hosts that start from it, and its volumes before what mirrors them.
    const owners = new Map(spec.hosts.map((each) => [each.name, each]));
    for (const each of spec.arrays) this.arrays.set(each.name, new StorageArray(this, each, owners));
    const volumes = [...this.arrays.values()].flatMap((array) => array.volumes);
    this.volumes = new Map(volumes.map((each) => [each.spec.name, each]));
    for (const each of spec.arrayLinks ?? []) this.arrayLinks.set(each.name, new ArrayLink(this, each));
    for (const each of volumes) mirrorRemotely(this, each);
    this.exports = new Exports(this);
    // Hosts, and all places at which machines run.
    for (const each of spec.hosts) this.hosts.set(each.name, new Host(this, each));
    for (const each of this.hosts.values()) this.exports.attach(each);
    this.hostList = [...this.hosts.values()];
    for (const [index, host] of this.hostList.entries()) host.index = index;
    const inLine = grouped(this.hostList, (host) => host.spec.relay);
    for (const each of spec.relays) this.relays.set(each.name, new Relay(this, each, inLine.get(each.name) ?? []));
    this.places.open(CONTROLLER);
    for (const { place } of [...this.hosts.values(), ...this.directors.values(), ...this.nameServers.values()])
      this.places.add(place);
    for (const each of spec.servers ?? []) this.servers.set(each.name, new StorageServer(this, each));
    for (const { places } of this.servers.values()) for (const place of places.values()) this.places.add(place);
    // What runs at them, and who watches whom.
    this.duties = new Duties(this, spec.duties ?? []);
    this.programs.installProcesses(spec.processes ?? []);
    this.domain = spec.domain === undefined ? null : new Domain(this, spec.domain);
    this.programs.installApplications(spec.applications ?? []);
    for (const each of spec.agents) this.agents.set(each.host, new Agent(this, this.host(each.host), each));
    this.monitors = new Map(
      [...this.agents.values()].flatMap(({ monitors }) => monitors.map((each) => [each.host.name, each])),
    );
    this.operator = new Operator(this, spec.operator);
    // Services, of which users speak, and the users.
    this.volumesBy = grouped(
      volumes.map((each) => each.spec),
      ({ host }) => host,
    );
    this.services = spec.services.map((each, index) => {
      const director = each.director === undefined ? null : (this.directors.get(each.director) ?? null);
      const names = this.nameServers.get(each.foundBy ?? "") ?? null;
      return new Service(this, each, index, director, names);
    });
    this.servicesAt = grouped(this.services, ({ address }) => address);
    this.writers = writersOf(spec.services);
    this.traffic = new Traffic(this, this.hostList);
    this.flows = this.traffic.flows;
  }

  private newBandwidth(): BandwidthPool {
    const demand = new ProductionDemand(this);
    const changed = (): void => {
      this.costsChanged();
      this.exports.paceChanged();
    };
    const isUnderLoad = this.spec.services.some(({ load }) => load !== undefined);
    return new BandwidthPool(this.kernel, (elapsed) => demand.measure(elapsed), changed, isUnderLoad);
  }

  /** Brings everything to the state in which the run begins; call once, before the kernel runs. */
  start(): void {
    for (const host of this.hostList) {
      if (host.spec.power === "on") host.life.begin("online");
      else if (host.spec.power === "standalone") host.life.begin("standalone");
    }
    for (const { spec, processor } of this.arrays.values()) {
      for (const each of this.programs.on(spec.name)) each.setCarried(processor.takesOrders);
    }
    for (const each of this.servers.values()) each.start();
    this.traffic.start();
    this.domain?.start();
  }

  run<C, S>(place: string, machine: Machine<C, S, Input, Effect>, config: C): Running {
    return this.startMachine(this, place, machine, config);
  }

  // ---- records

  /** Tells everybody who listens what has just happened. */
  record(happening: Happening): void {
    this.tell({ at: this.kernel.now, ...happening }, true);
  }

  tell(record: WorldRecord, one: boolean): void {
    if (one) this.behaviour.add(JSON.stringify(record));
    for (const listener of this.listeners) listener(record);
  }

  listen(listener: (record: WorldRecord) => void): void {
    this.listeners.push(listener);
  }

  // ---- finding things

  host(name: string): Host {
    return known(this.hosts, name, "host");
  }

  /** The host of that place among the hosts of the world. */
  hostAt(index: number): Host {
    return this.hostList[index]!;
  }

  place(name: string): Place {
    return this.places.at(name);
  }

  /** Where somebody finds a host: a program that it carries is there already, and needs no network. */
  placeOn(host: Host, from: Place): Place {
    return this.processes.get(from.name)?.spec.on === host.spec.name ? from : host.place;
  }

  network(name: string): Network<Host> {
    return known(this.networks, name, "network");
  }

  pathOver(network: string): ManagementPath<Host> {
    if (network === this.management.name) return this.management;
    const path = this.paths.get(network) ?? new ManagementPath(this, network, this.spec.controller.networks);
    this.paths.set(network, path);
    return path;
  }

  relay(name: string): Relay {
    return known(this.relays, name, "relay");
  }

  crew(name: string): Crew {
    return known(this.crews, name, "crew");
  }

  volume(name: string): Volume {
    return known(this.volumes, name, "volume");
  }

  /** The storage system in which a device lies. */
  arrayOf(volume: string, device: string): StorageArray {
    return known(this.arrays, this.volume(volume).device(device).array.spec.name, "array");
  }

  /** The volumes of a host. */
  volumesOf(host: string): readonly string[] {
    return (this.volumesBy.get(host) ?? []).map(({ name }) => name);
  }

  /** An adapter hangs on the storage server of which it is a part. */
  setAdapterCarried(adapter: string, carried: boolean): void {
    for (const array of this.arrays.values()) {
      if (array.ports.has(adapter) || array.adapters.has(adapter)) array.setAdapterUp(adapter, carried, "server");
    }
  }

  /** The service that writes to a volume. */
  serviceOf(volume: string): string {
    return this.writers.get(volume)?.name ?? volume;
  }

  // ---- what happens

  refresh(hosts?: readonly Named[]): void {
    const isConcerned = (host: Named): boolean => hosts === undefined || hosts.includes(host);
    this.costsChanged();
    this.exports.refresh(isConcerned);
    for (const host of this.hostList) if (isConcerned(host)) host.storage.readLate();
    for (const service of this.services)
      if (hosts?.every((host) => !service.dependsOn(host)) !== true) service.refresh();
    for (const monitor of this.monitors.values()) if (isConcerned(monitor.host)) monitor.checkStorage();
    this.traffic.auditSoon();
    this.bandwidth.demandChanged();
    this.transfers.refresh();
    this.domain?.refresh();
  }

  /** Storage is about to change, or somebody looks what it holds: what flows have written up to now is told first. */
  beforeStorageChange(): void {
    this.flows?.catchUp();
  }

  beforeCablesChange(): void {
    this.beforeStorageChange();
    if (this.spec.controller.over === "links") this.heartbeats.beforeChange();
  }

  /** A host is about to change: what was left out because nothing changed is made up for. */
  beforeChange(host: Named): void {
    this.flows?.catchUp();
    this.heartbeats.beforeChange(host.name);
    this.exports.rouse(host.name);
    for (const each of this.programs.on(host.name)) this.heartbeats.beforeChange(each.name);
  }

  /** A host has changed, and may answer for another address than before: whoever may depend on it looks again. */
  afterChange(host: Named, former: string | null, now: string | null): void {
    this.costsChanged();
    for (const service of this.servicesOf(former)) service.refresh();
    if (now !== former) for (const service of this.servicesOf(now)) service.refresh();
    for (const service of this.services) if (service.isSpread || service.isRedirected) service.refresh();
    for (const each of this.carriedDirectors) if (each.spec.on === host.name) each.look();
    this.monitors.get(host.name)?.checkStorage();
    this.bandwidth.demandChanged();
    this.traffic.auditSoon();
  }

  private costsChanged(): void {
    this.ioVersion += 1;
    this.flows?.changed();
  }

  private servicesOf(address: string | null): readonly Service[] {
    return this.servicesAt.get(address ?? "") ?? [];
  }

  /** A network or a connector is about to change. */
  beforeTopologyChange(): void {
    this.flows?.catchUp();
    this.heartbeats.beforeChange();
  }

  afterTopologyChange(): void {
    this.routing.changed();
    for (const each of this.networkLinks) each.topologyChanged();
    this.connections.topologyChanged();
    this.refresh();
  }

  /** Something between storage systems works again. */
  catchUpMirrors(): void {
    for (const { remoteMirror } of this.volumes.values()) remoteMirror?.catchUp();
  }
}

/** Who writes to each volume that a class of requests names. */
function writersOf(services: WorldSpec["services"]): ReadonlyMap<string, Named> {
  const written = services.flatMap((each) =>
    (each.load?.classes ?? []).flatMap(({ writes }) => (writes === undefined ? [] : [[writes, each] as const])),
  );
  return new Map(written.toReversed());
}
