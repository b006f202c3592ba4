/** The physical world: everything that a scenario names, built from its spec, and what connects the parts. It decides nothing. */
import { type Effect, type Input, type Machine, recovery, type RecoveryConfig } from "../control/index.js";
import type { Kernel } from "../sim/index.js";
import { Digest, type Streams } from "../sim/index.js";
import { HOUR, type Micros, SECOND } from "../units/index.js";
import { Agent } from "./agent.js";
import { Connector } from "./connector.js";
import { Crew } from "./crew.js";
import { Director } from "./director.js";
import { Driver } from "./driver.js";
import { Host } from "./host.js";
import { Link } from "./link.js";
import { Client } from "./load/client.js";
import { Flows } from "./load/flow/flows.js";
import type { FlowClient } from "./load/flow/flow-client.js";
import { RequestAuditor } from "./load/request-audit.js";
import { RequestPool } from "./load/request-pool.js";
import { Network } from "./network.js";
import { Operator } from "./operator.js";
import type { Happening, Record as WorldRecord, RequestListener } from "./record.js";
import { Relay } from "./relay.js";
import { Service } from "./service.js";
import type { HostSpec, RelaySpec, VolumeSpec, WorldSpec } from "./spec.js";
import { StorageArray } from "./storage/array.js";
import { ArrayLink } from "./storage/array-link.js";
import { BandwidthPool, type Channel } from "./storage/bandwidth.js";
import { ProductionDemand } from "./storage/production-demand.js";
import { RemoteMirror } from "./storage/remote-mirror.js";
import { Replicator } from "./storage/replicator.js";
import type { Device, Volume } from "./storage/volume.js";
import type { WriteLog } from "./storage/write-log.js";
import { Topology } from "./topology.js";

/** Of events at one instant: counts are taken when everything else has happened. */
const AUDIT_PRIORITY = 7;

export interface WorldOptions {
  /** Execute every report although it changes nothing: slower, same behaviour. */
  readonly everyEvent?: boolean;
  /** What runs on a host when its applications start, if not the recovery of this house. */
  readonly recovery?: Machine<RecoveryConfig, unknown, Input, Effect>;
}

/** What a host pays to reach a device: fixed latency, and bytes per second. */
export interface StorageCost {
  readonly latency: Micros;
  readonly bandwidth: number;
}

/** How a host reaches a storage system. */
export interface Attachment {
  readonly link: Link;
  readonly port: Channel;
}

export class World {
  readonly networks = new Map<string, Network>();
  readonly connectors = new Map<string, Connector>();
  readonly links = new Map<string, Link>();
  readonly arrays = new Map<string, StorageArray>();
  readonly arrayLinks = new Map<string, ArrayLink>();
  readonly replicator = new Replicator(this);
  readonly relays = new Map<string, Relay>();
  readonly hosts = new Map<string, Host>();
  readonly agents = new Map<string, Agent>();
  readonly directors = new Map<string, Director>();
  readonly crews = new Map<string, Crew>();
  readonly services: readonly Service[];
  readonly operator: Operator;
  readonly requests = new RequestPool();
  readonly bandwidth: BandwidthPool;
  readonly behaviour = new Digest();
  /** The controller's driver, once it runs. */
  controller: Driver | null = null;
  requestListener: RequestListener | null = null;
  /** Hears each report of an agent that reaches the controller; a million of them, so it is set only for a trace. */
  reportListener: ((host: string, sentAt: Micros, at: Micros) => void) | null = null;
  /** The last instant at which a timer rang that had waited for the messages of that instant. */
  messagesInAt: Micros = -1;
  /** Counts changes of what storage costs, so that servers notice. */
  ioVersion = 0;
  private readonly topology: Topology;
  /** As the users on each network see it. */
  private readonly userTopologies = new Map<Network, Topology>();
  private readonly attachments = new Map<Host, ReadonlyMap<StorageArray, Attachment>>();
  private readonly volumes = new Map<string, Volume>();
  private readonly servicesAt: ReadonlyMap<string, readonly Service[]>;
  private readonly volumesBy: ReadonlyMap<string, readonly VolumeSpec[]>;
  private readonly clients: readonly (Client | null)[];
  /** Load that is a rate and not single requests, if there is any. */
  readonly flows: Flows | null = null;
  private readonly auditor: RequestAuditor;
  private auditPending = false;
  private readonly hostList: readonly Host[];
  private readonly listeners: ((record: WorldRecord) => void)[] = [];
  private readonly recoveries = new Map<string, Driver>();
  private requestNumber = 0;

  constructor(
    readonly kernel: Kernel,
    readonly streams: Streams,
    readonly spec: WorldSpec,
    private readonly options: WorldOptions = {},
  ) {
    const demand = new ProductionDemand(this);
    this.bandwidth = new BandwidthPool(
      kernel,
      (elapsed) => demand.measure(elapsed),
      () => {
        this.ioVersion += 1;
        this.flows?.changed();
      },
    );
    for (const each of spec.networks) this.networks.set(each.name, new Network(this, each));
    for (const each of spec.connectors) this.connectors.set(each.name, new Connector(this, each));
    this.topology = this.createTopology(spec.controller.networks);
    for (const each of this.networks.values()) this.userTopologies.set(each, this.createTopology([each.spec.name]));
    for (const each of spec.links) this.links.set(each.name, new Link(this, each));
    for (const each of spec.crews) this.crews.set(each.name, new Crew(each));
    for (const each of spec.directors) this.directors.set(each.name, new Director(this, each));
    for (const each of spec.hosts) this.hosts.set(each.name, new Host(this, each));
    this.hostList = [...this.hosts.values()];
    for (const [index, host] of this.hostList.entries()) host.index = index;
    const inLine = grouped(spec.hosts, ({ relay }) => relay);
    for (const each of spec.relays) this.relays.set(each.name, this.createRelay(each, inLine.get(each.name) ?? []));
    for (const each of spec.agents) this.agents.set(each.host, new Agent(this, this.host(each.host), each));
    for (const each of spec.arrays) this.arrays.set(each.name, new StorageArray(this, each));
    for (const array of this.arrays.values()) for (const each of array.volumes) this.volumes.set(each.spec.name, each);
    for (const each of spec.arrayLinks ?? []) this.arrayLinks.set(each.name, new ArrayLink(this, each));
    for (const each of this.volumes.values()) this.mirrorRemotely(each);
    for (const host of this.hostList) this.attachments.set(host, this.attach(host));
    this.operator = new Operator(this, spec.operator);
    this.volumesBy = grouped(
      spec.arrays.flatMap(({ volumes }) => volumes),
      ({ host }) => host,
    );
    this.services = spec.services.map((each, index) => {
      const director = each.director === undefined ? null : (this.directors.get(each.director) ?? null);
      return new Service(this, each, index, director);
    });
    this.servicesAt = grouped(this.services, ({ address }) => address);
    this.clients = this.services.map((service) =>
      service.spec.load?.mode === "requests" ? new Client(this, service, service.spec.load) : null,
    );
    const flowing = this.services.filter((service) => service.spec.load?.mode === "flow");
    this.flows = flowing.length === 0 ? null : new Flows(this, flowing, this.hostList);
    const asking = this.clients.filter((client) => client !== null);
    this.auditor = new RequestAuditor([...asking, ...(this.flows?.clients ?? [])], this.hostList);
  }

  private mirrorRemotely(volume: Volume): void {
    const { remoteMirror: mirror, name } = volume.spec;
    if (mirror === undefined) return;
    const array = known(this.arrays, mirror.array, "array");
    const [link] = [...this.arrayLinks.values()].filter((each) => each.leads(volume.array.spec.name, mirror.array));
    if (link === undefined) throw new Error(`no link leads from ${volume.array.spec.name} to ${mirror.array}`);
    const device = array.createDevice(volume, `${name}-remote`, array.adapter(mirror.on), null);
    device.blank = false;
    device.identity = volume.current.identity;
    volume.remoteMirror = new RemoteMirror(this, mirror, volume.current, device, link);
  }

  /** Something between storage systems works again. */
  catchUpMirrors(): void {
    for (const { remoteMirror } of this.volumes.values()) remoteMirror?.catchUp();
  }

  private createTopology(attached: readonly string[]): Topology {
    const joins = [...this.connectors.values()].map((connector) => ({
      connector,
      networks: connector.spec.joins.map((name) => this.network(name)),
    }));
    return new Topology(
      attached.map((name) => this.network(name)),
      joins,
    );
  }

  private attach(host: Host): ReadonlyMap<StorageArray, Attachment> {
    const found = new Map<StorageArray, Attachment>();
    for (const { array: name, link, port } of host.spec.attachments) {
      const array = known(this.arrays, name, "array");
      found.set(array, {
        link: known(this.links, link, "link"),
        port: known(array.ports, port, `port adapter of ${name}`),
      });
    }
    return found;
  }

  private createRelay(spec: RelaySpec, inLine: readonly HostSpec[]): Relay {
    const contacts = inLine.some((each) => each.power !== "off") ? "closed" : "open";
    return new Relay(this, spec, contacts, () => {
      for (const each of inLine) this.host(each.name).updatePower();
    });
  }

  /** Brings everything to the state in which the run begins; call once, before the kernel runs. */
  start(): void {
    for (const host of this.hostList) {
      if (host.spec.power === "on") host.startOnline();
      else if (host.spec.power === "standalone") host.startStandalone();
    }
    for (const client of this.clients) client?.arrivals.start();
    this.kernel.after(HOUR, this.auditHourly);
  }

  // ---- records

  /** Tells everybody who listens what has just happened. */
  record(happening: Happening): void {
    const record = { at: this.kernel.now, ...happening };
    this.behaviour.add(JSON.stringify(record));
    for (const listener of this.listeners) listener(record);
  }

  listen(listener: (record: WorldRecord) => void): void {
    this.listeners.push(listener);
  }

  /** Counts all requests, at the users and at the hosts. */
  audit(): void {
    this.flows?.settle();
    for (const audit of this.auditor.take()) this.record({ kind: "RequestsAudited", ...audit });
    for (const client of this.clients) client?.tellCopyReads();
  }

  /** As `audit`, once for however many changes of this instant. */
  private auditSoon(): void {
    if (this.auditPending) return;
    this.auditPending = true;
    const take = () => {
      this.auditPending = false;
      this.audit();
    };
    this.kernel.after(0, take, 0, AUDIT_PRIORITY);
  }

  private readonly auditHourly = (): void => {
    this.audit();
    this.kernel.after(HOUR, this.auditHourly);
  };

  // ---- finding things

  host(name: string): Host {
    return known(this.hosts, name, "host");
  }

  network(name: string): Network {
    return known(this.networks, name, "network");
  }

  relay(name: string): Relay {
    return known(this.relays, name, "relay");
  }

  relayOf(host: Host): Relay | null {
    return host.spec.relay === undefined ? null : this.relay(host.spec.relay);
  }

  crew(name: string): Crew {
    return known(this.crews, name, "crew");
  }

  /** The storage system in which a device lies. */
  arrayOf(volume: string, device: string): StorageArray {
    return this.volume(volume).device(device).array;
  }

  writeLog(volume: string): WriteLog {
    return this.volume(volume).log;
  }

  volume(name: string): Volume {
    return known(this.volumes, name, "volume");
  }

  /** The volumes of a host. */
  volumesOf(host: string): readonly string[] {
    return (this.volumesBy.get(host) ?? []).map(({ name }) => name);
  }

  private servicesOf(address: string): readonly Service[] {
    return this.servicesAt.get(address) ?? [];
  }

  /** The service that writes to a volume. */
  serviceOf(volume: string): string {
    const writer = this.spec.services.find((each) => each.load?.classes.some((kind) => kind.writes === volume));
    return writer?.name ?? volume;
  }

  client(slot: number): Client {
    return this.clients[this.requests.service[slot]!]!;
  }

  clientOf(name: string): Client | FlowClient | null {
    const flowing = this.flows?.clients.find(({ service }) => service.name === name);
    return flowing ?? this.clients[this.services.findIndex((each) => each.name === name)] ?? null;
  }

  // ---- how parts reach each other

  /** The devices that are presented to a host, one for each volume. */
  devicesOf(host: Host): readonly Device[] {
    const attached = this.attachments.get(host);
    return [...this.arrays.values()].flatMap((array) =>
      array.presentedTo(host.name).filter(({ overNetwork }) => overNetwork || attached?.has(array) === true),
    );
  }

  attachment(host: Host, array: StorageArray): Attachment | undefined {
    return this.attachments.get(host)?.get(array);
  }

  /** From the controller to a host, one way; `null` when the networks between them are cut. */
  controlLatency(host: Host): Micros | null {
    return this.topology.latencyTo(host.network);
  }

  /** From the users on one network to another, one way; `null` when there is no way. */
  userLatency(from: Network, to: Network): Micros | null {
    return this.userTopologies.get(from)?.latencyTo(to) ?? null;
  }

  /** The network on which an address is valid: connectors drop what is not at home behind them. */
  networkOfAddress(address: string): Network | null {
    const owner = this.hostList.find((host) => host.spec.address === address);
    return owner?.network ?? null;
  }

  /** Carries a message between the controller and a host; a cut when it leaves or when it arrives loses it. */
  carry(host: Host, arrived: () => void, lost: () => void, way: "to-host" | "from-host" = "to-host"): void {
    const latency = this.messageLatency(host, way);
    if (latency === null || this.losesMessage(host)) return lost();
    this.kernel.after(latency, () => (this.messageLatency(host, way) === null ? lost() : arrived()));
  }

  /** How long a message takes, `null` when none gets through this way: partitions may be one-way. */
  messageLatency(host: Host, way: "to-host" | "from-host"): Micros | null {
    return (way === "to-host" ? host.hears : host.isHeard) ? this.controlLatency(host) : null;
  }

  /** Draws whether a message of this moment gets lost on the network of a host. */
  losesMessage({ network: { loss, spec } }: Host): boolean {
    return loss > 0 && this.streams.stream(`network/${spec.name}/loss`).uniform() < loss;
  }

  /** What it costs a host to use a device; `null` when it cannot reach it, or when it is presented to somebody else by now. */
  storageCost(host: Host, device: Device): StorageCost | null {
    const { array } = device;
    if (!array.powered || device.host !== host.name) return null;
    if (device.overNetwork) return this.networkStorageCost(host, device);
    const attachment = this.attachment(host, array);
    if (attachment === undefined || !attachment.link.up || !host.reachesStorage) return null;
    const { link, port } = attachment;
    if (!port.up || !device.adapter.up) return null;
    const bandwidth = Math.min(link.channel.left, port.left, device.adapter.left);
    return { latency: link.spec.latency, bandwidth };
  }

  /** There and back over the networks between them; the narrowest of these networks limits it. */
  private networkStorageCost(host: Host, { array, adapter }: Device): StorageCost | null {
    const network = this.network(array.spec.network ?? "");
    const latency = this.userLatency(host.network, network);
    if (latency === null) return null;
    const narrowest = Math.min(host.network.spec.bandwidth, network.spec.bandwidth);
    return { latency: 2 * latency, bandwidth: Math.min(narrowest, adapter.left) };
  }

  /** Why a host cannot go online now, `null` when it can. */
  bootObstacle(host: Host): string | null {
    const system = this.devicesOf(host).find((device) => device.volume.spec.holds === "system");
    if (!host.reachesStorage) return `${host.name} cannot reach its storage`;
    for (const [array, { link, port }] of this.attachments.get(host) ?? []) {
      if (!array.powered) return `${array.spec.name} has no power`;
      if (!link.up) return `${link.spec.name} is cut`;
      if (!port.up) return `${port.name} does not work`;
      if (array.holdsSystems && system === undefined) return `no system volume is presented to ${host.name}`;
    }
    return system === undefined ? null : uselessness(host, system);
  }

  /** Who answers for an address on any network. */
  holderOf(address: string): Host | null {
    for (const network of this.networks.values()) {
      const holder = network.holderOf(address);
      if (holder !== null) return holder;
    }
    return null;
  }

  /** Whether a host can answer what may be shared of a service: it reads all that is not the operating system's. */
  canShare(host: Host, service: Service): boolean {
    return service.volumes.every((name) => {
      if (this.volume(name).spec.holds === "system") return true;
      const device = host.mounted.find((each) => each.volume.spec.name === name);
      return device !== undefined && this.storageCost(host, device) !== null;
    });
  }

  /** How long the copy that a host reads has lacked an acknowledged write; 0 when it lacks none, `null` without a copy. */
  lagOf(host: Host, volume: string): Micros | null {
    const device = host.mounted.find((each) => each.volume.spec.name === volume);
    if (device === undefined || !device.shared) return null;
    const { log } = device.volume;
    const [missing] = device.holds.missingFrom({ from: 0, to: log.count });
    return missing === undefined ? 0 : this.kernel.now - log.acknowledgedAt(missing.from);
  }

  /** Why a host cannot serve a service with its data, `null` when it can. */
  canServe(host: Host, service: Service): string | null {
    for (const volume of service.volumes) {
      const device = host.mounted.find((each) => each.volume.spec.name === volume);
      if (device === undefined && this.hasOwnFor(host, volume)) continue;
      if (device === undefined) return `${host.name} has no ${volume}`;
      const useless = uselessness(host, device);
      if (useless !== null) return useless;
      if (device.shared) return `${host.name} may only read ${volume}`;
      if (this.storageCost(host, device) === null) return `${host.name} cannot reach ${volume}`;
    }
    return null;
  }

  /** Whether a host uses a system or programs of its own instead of a volume's. */
  private hasOwnFor(host: Host, volume: string): boolean {
    const { holds } = this.volume(volume).spec;
    return holds !== "data" && host.mounted.some((device) => device.volume.spec.holds === holds);
  }

  // ---- what happens

  /** Something about networks or storage has changed: whoever may depend on it looks again. */
  refresh(): void {
    this.ioVersion += 1;
    this.flows?.changed();
    for (const service of this.services) service.refresh();
    for (const agent of this.agents.values()) agent.checkStorage();
    this.auditSoon();
  }

  /** A host is about to change: what was left out because nothing changed is made up for. */
  beforeChange(host: Host): void {
    this.agents.get(host.name)?.beforeChange();
  }

  /** A host has changed, and may answer for another address than before: whoever may depend on it looks again. */
  afterChange(host: Host, former: string | null, now: string | null): void {
    this.ioVersion += 1;
    this.flows?.changed();
    for (const service of this.servicesOf(former ?? "")) service.refresh();
    if (now !== former) for (const service of this.servicesOf(now ?? "")) service.refresh();
    for (const service of this.services) if (service.isSpread || service.isRedirected) service.refresh();
    this.agents.get(host.name)?.checkStorage();
    this.auditSoon();
  }

  /** A network or a connector is about to change. */
  beforeTopologyChange(): void {
    for (const agent of this.agents.values()) agent.beforeChange();
  }

  afterTopologyChange(): void {
    this.topology.changed();
    for (const each of this.userTopologies.values()) each.changed();
    this.refresh();
  }

  get leavesOutQuietEvents(): boolean {
    return this.options.everyEvent !== true;
  }

  onHostOnline(host: Host): void {
    this.agents.get(host.name)?.start();
    // Who only reads what others write has promised nothing.
    if (host.mounted.every(({ shared }) => shared)) return;
    const config = { host: host.name, retryAfter: 60 * SECOND };
    const machine = this.options.recovery ?? recovery;
    this.recoveries.set(host.name, Driver.start(this, `${host.name}/recovery`, machine, config));
  }

  onHostStopped(host: Host): void {
    this.agents.get(host.name)?.loadMeter.stop();
    this.recoveries.get(host.name)?.stop();
    this.recoveries.delete(host.name);
  }

  /** A host was repaired and tested: the plug goes back in, and the controller is told by those who did it. */
  serviced(name: string): void {
    const { health } = this.host(name);
    // Something else is still broken: nobody would say that it may be used.
    if (health === "failed" || health === "hung") return;
    this.host(name).plugIn();
    this.controller?.deliver({ kind: "serviced", host: name });
  }

  /** The host of that place among the hosts of the world. */
  hostAt(index: number): Host {
    return this.hostList[index]!;
  }

  /** The place where the controller runs stops or starts again: the logic has nothing left but what it stored. */
  setControllerAlive(alive: boolean): void {
    const { controller } = this;
    if (controller === null || controller.alive === alive) return;
    for (const agent of this.agents.values()) agent.beforeChange();
    this.record({ kind: "ControllerChanged", alive });
    if (alive) controller.restart();
    else controller.stop();
  }

  nextRequestNumber(): number {
    this.requestNumber = (this.requestNumber + 1) >>> 0;
    return this.requestNumber;
  }

  /** Handlers of the kernel for requests: the argument is a slot of the pool. */
  readonly arrive = (slot: number): void => this.client(slot).arrive(slot, this.hostList[this.requests.host[slot]!]!);

  readonly endService = (slot: number): void => this.hostList[this.requests.host[slot]!]!.server.complete(slot);
}

/** Why what a device holds is of no use to a host, `null` when it is. */
function uselessness(host: Host, { name, volume, consistent, corrupt, format }: Device): string | null {
  if (!consistent) return `${name} is not complete`;
  if (corrupt) return `${name} is corrupt`;
  const own = host.formatOf(volume.spec);
  if (format === null || own === null || format === own) return null;
  return `${name} is in the format of ${format}, and ${host.name} needs that of ${own}`;
}

function known<T>(map: ReadonlyMap<string, T>, name: string, what: string): T {
  const found = map.get(name);
  if (found === undefined) throw new Error(`there is no ${what} ${name}`);
  return found;
}

/** Items by what they have in common, in their order; those without it are left out. */
function grouped<T>(items: Iterable<T>, common: (item: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = common(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
