/** The physical world: everything that a scenario names, built from its spec, and what connects the parts. It decides nothing. */
import { type Effect, type Input, type Machine, recovery, type RecoveryConfig } from "../control/index.js";
import type { Kernel } from "../sim/index.js";
import { Digest, type Streams } from "../sim/index.js";
import { HOUR, type Micros, SECOND } from "../units/index.js";
import { Agent } from "./agent.js";
import { Crew } from "./crew.js";
import { Director } from "./director.js";
import { Driver } from "./driver.js";
import { Host } from "./host.js";
import { Link } from "./link.js";
import { Client } from "./load/client.js";
import { RequestPool } from "./load/request-pool.js";
import { Network } from "./network.js";
import { Operator } from "./operator.js";
import type { Happening, Record as WorldRecord, RequestListener } from "./record.js";
import { Relay } from "./relay.js";
import { Service } from "./service.js";
import type { HostSpec, WorldSpec } from "./spec.js";
import { StorageArray } from "./storage/array.js";
import { BandwidthPool } from "./storage/bandwidth.js";
import type { Device, Volume } from "./storage/volume.js";
import type { WriteLog } from "./storage/write-log.js";

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

export class World {
  readonly networks = new Map<string, Network>();
  readonly links = new Map<string, Link>();
  readonly arrays = new Map<string, StorageArray>();
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
  /** Counts changes of what storage costs, so that servers notice. */
  ioVersion = 0;
  private readonly clients: (Client | null)[];
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
    this.bandwidth = new BandwidthPool(
      kernel,
      (elapsed) => this.measureDemand(elapsed),
      () => (this.ioVersion += 1),
    );
    for (const each of spec.networks) this.networks.set(each.name, new Network(this, each));
    for (const each of spec.links) this.links.set(each.name, new Link(this, each));
    for (const each of spec.crews) this.crews.set(each.name, new Crew(each));
    for (const each of spec.directors) this.directors.set(each.name, new Director(each));
    for (const each of spec.hosts) this.hosts.set(each.name, new Host(this, each));
    this.hostList = [...this.hosts.values()];
    for (const [index, host] of this.hostList.entries()) host.index = index;
    for (const each of spec.relays) this.relays.set(each.name, this.createRelay(each.name));
    for (const each of spec.agents) this.agents.set(each.host, new Agent(this, this.host(each.host), each));
    for (const each of spec.arrays) this.arrays.set(each.name, new StorageArray(this, each));
    this.operator = new Operator(this, spec.operator);
    this.services = spec.services.map((each, index) => {
      const director = each.director === undefined ? null : (this.directors.get(each.director) ?? null);
      return new Service(this, each, index, director);
    });
    this.clients = this.services.map((service) =>
      service.spec.load?.mode === "requests" ? new Client(this, service, service.spec.load) : null,
    );
  }

  private createRelay(name: string): Relay {
    const spec = this.spec.relays.find((each) => each.name === name);
    const inLine = this.spec.hosts.filter((each) => each.relay === name);
    if (spec === undefined) throw new Error(`there is no relay ${name}`);
    const contacts = inLine.some((each) => each.power === "on") ? "closed" : "open";
    return new Relay(this, spec, contacts, () => {
      for (const each of inLine) this.host(each.name).updatePower();
    });
  }

  /** Brings everything to the state in which the run begins; call once, before the kernel runs. */
  start(): void {
    for (const host of this.hostList) if (host.spec.power === "on") host.startOnline();
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
    for (const [index, client] of this.clients.entries()) {
      if (client === null) continue;
      const { served, failed, refused, "timed out": timedOut } = client.ended;
      const { name } = this.services[index]!;
      const { issued, open } = client;
      const fingerprint = { ...client.fingerprint };
      const hosts = this.hostList.map(({ name, server }) => {
        const { received, queued, inService, completed, turnedAway, dropped } = server;
        return { host: name, received, queued, inService, completed, turnedAway, dropped };
      });
      const counts = { issued, served, failed, timedOut, refused, open };
      this.record({ kind: "RequestsAudited", service: name, ...counts, fingerprint, hosts });
    }
  }

  private readonly auditHourly = (): void => {
    this.audit();
    this.kernel.after(HOUR, this.auditHourly);
  };

  // ---- finding things

  host(name: string): Host {
    return known(this.hosts, name, "host");
  }

  hostSpec(name: string): HostSpec {
    const found = this.spec.hosts.find((each) => each.name === name);
    if (found === undefined) throw new Error(`there is no host ${name}`);
    return found;
  }

  network(name: string): Network {
    return known(this.networks, name, "network");
  }

  networkOf(host: Host): Network {
    return this.network(host.spec.network);
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

  arrayOf(device: Device): StorageArray {
    return this.arrayOfVolume(device.volume.spec.name);
  }

  arrayOfVolume(volume: string): StorageArray {
    for (const array of this.arrays.values()) {
      if (array.volumes.some((each) => each.spec.name === volume)) return array;
    }
    throw new Error(`there is no volume ${volume}`);
  }

  writeLog(volume: string): WriteLog {
    return this.volume(volume).log;
  }

  private volume(name: string): Volume {
    const found = this.arrayOfVolume(name).volumes.find((each) => each.spec.name === name);
    if (found === undefined) throw new Error(`there is no volume ${name}`);
    return found;
  }

  /** The service that writes to a volume. */
  serviceOf(volume: string): string {
    const writer = this.spec.services.find((each) => each.load?.classes.some((kind) => kind.writes === volume));
    return writer?.name ?? volume;
  }

  client(slot: number): Client {
    return this.clients[this.requests.service[slot]!]!;
  }

  clientOf(service: string): Client | null {
    return this.clients[this.services.findIndex((each) => each.name === service)] ?? null;
  }

  // ---- how parts reach each other

  /** The devices that are presented to a host, one for each volume. */
  devicesOf(host: Host): readonly Device[] {
    return host.spec.attachments.flatMap(({ array }) => known(this.arrays, array, "array").presentedTo(host.name));
  }

  /** From the controller to a host, one way. */
  controlLatency(host: Host): Micros {
    return this.networkOf(host).spec.latency;
  }

  /** What it costs a host to use a device; `null` when it cannot reach it. */
  storageCost(host: Host, device: Device): StorageCost | null {
    const array = this.arrayOf(device);
    const attachment = host.spec.attachments.find((each) => each.array === array.spec.name);
    if (attachment === undefined || !array.powered) return null;
    const link = known(this.links, attachment.link, "link");
    const port = array.ports.get(attachment.port);
    if (!link.up || port === undefined) return null;
    const bandwidth = Math.min(link.channel.left, port.left, device.adapter.left);
    return { latency: link.spec.latency, bandwidth };
  }

  /** Why a host cannot go online now, `null` when it can. */
  bootObstacle(host: Host): string | null {
    for (const { array: arrayName, link } of host.spec.attachments) {
      const array = known(this.arrays, arrayName, "array");
      if (!array.powered) return `${arrayName} has no power`;
      if (!known(this.links, link, "link").up) return `${link} is cut`;
      const needsSystem = array.volumes.some((volume) => volume.spec.holds === "system");
      const hasSystem = array.presentedTo(host.name).some((device) => device.volume.spec.holds === "system");
      if (needsSystem && !hasSystem) return `no system volume is presented to ${host.name}`;
    }
    return null;
  }

  /** Why a host cannot serve a service with its data, `null` when it can. */
  canServe(host: Host, service: Service): string | null {
    for (const volume of service.volumes) {
      const device = host.mounted.find((each) => each.volume.spec.name === volume);
      if (device === undefined) return `${host.name} has no ${volume}`;
      if (this.storageCost(host, device) === null) return `${host.name} cannot reach ${volume}`;
    }
    return null;
  }

  // ---- what happens

  /** Something about hosts, networks or storage has changed: whoever depends on it looks again. */
  refresh(): void {
    this.ioVersion += 1;
    for (const service of this.services) service.refresh();
    for (const agent of this.agents.values()) agent.checkStorage();
    this.audit();
  }

  /** A host is about to change: what was left out because nothing changed is made up for. */
  beforeChange(host: Host): void {
    this.agents.get(host.name)?.beforeChange();
  }

  /** A network is about to change. */
  beforeNetworkChange(network: Network): void {
    for (const host of this.hostList) if (this.networkOf(host) === network) this.beforeChange(host);
  }

  get leavesOutQuietEvents(): boolean {
    return this.options.everyEvent !== true;
  }

  onHostOnline(host: Host): void {
    this.agents.get(host.name)?.start();
    if (host.mounted.length === 0) return;
    const config = { host: host.name, retryAfter: 60 * SECOND };
    const machine = this.options.recovery ?? recovery;
    this.recoveries.set(host.name, Driver.start(this, `${host.name}/recovery`, machine, config));
  }

  onHostStopped(host: Host): void {
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

  nextRequestNumber(): number {
    this.requestNumber = (this.requestNumber + 1) >>> 0;
    return this.requestNumber;
  }

  /** Handlers of the kernel for requests: the argument is a slot of the pool. */
  readonly arrive = (slot: number): void => this.client(slot).arrive(slot, this.hostList[this.requests.host[slot]!]!);

  readonly endService = (slot: number): void => this.hostList[this.requests.host[slot]!]!.server.complete(slot);

  /** Bytes per second that requests move through each adapter, taken over the last second. */
  private readonly bytesSeen = new Map<Host, number>();

  private measureDemand(elapsed: Micros): void {
    for (const array of this.arrays.values()) {
      for (const channel of [...array.ports.values(), ...array.adapters.values()]) channel.demand = 0;
    }
    for (const host of this.hostList) {
      const { bytes } = host.server;
      const moved = elapsed === 0 ? 0 : ((bytes - (this.bytesSeen.get(host) ?? bytes)) * SECOND) / elapsed;
      this.bytesSeen.set(host, bytes);
      const device = host.mounted[host.mounted.length - 1];
      if (device === undefined) continue;
      device.adapter.demand += moved;
      const attachment = host.spec.attachments.find((each) => each.array === this.arrayOf(device).spec.name);
      const port = this.arrayOf(device).ports.get(attachment?.port ?? "");
      if (port !== undefined) port.demand += moved;
    }
  }
}

function known<T>(map: ReadonlyMap<string, T>, name: string, what: string): T {
  const found = map.get(name);
  if (found === undefined) throw new Error(`there is no ${what} ${name}`);
  return found;
}
