/** Which faults are in force, and which of them touch what a service depends on. */
import { cablingOf, namedIn, type WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";
import type { ObservationContext } from "./context.js";
import { partsBehind, setDependencies } from "./set-dependencies.js";

/** A stroke, or several of one fault that overlap. */
interface KnownFault {
  readonly fault: string;
  readonly injectedAt: Micros;
  /** Counts the strokes of the run. */
  readonly number: number;
  /** Injected and not cleared so many times. */
  readonly times: number;
}

/** What is known of one target. */
interface Blows {
  /** By fault and effect. */
  readonly inForce: Map<string, KnownFault>;
  latest: KnownFault | null;
}

/**
 * A simple rule for causes: the faults in force that are aimed at something on which the service depends at this host;
 * when there is none, the latest such fault since the service came up, though it was cleared (a short cut, say, that
 * made the logic shut a healthy host down). The rule looks at what was hit and when; it does not prove causation.
 */
export class FaultAccount {
  /** By target, so that a fault that comes again and again takes no more room, and many faults elsewhere no time. */
  private readonly known = new Map<string, Blows>();
  /** The latest stroke at a part of a storage server, and by target the parts that went with it. */
  private stroke: {
    readonly key: string;
    readonly at: Micros;
    readonly target: string;
    readonly known: KnownFault;
  } | null = null;
  private readonly takenAlong = new Map<string, Set<string>>();
  private strokes = 0;
  private inForce = 0;
  /** When the last one in force ended. */
  private endedAt: Micros = 0;
  private readonly dependencies = new Map<string, ReadonlySet<string>>();
  private readonly spec: WorldSpec;

  constructor({ spec }: ObservationContext) {
    this.spec = spec;
  }

  readonly hears: Hearing = {
    FaultInjected: ({ fault, effect, target, at }) => {
      this.inForce += 1;
      const key = JSON.stringify([fault, effect]);
      const times = (this.known.get(target)?.inForce.get(key)?.times ?? 0) + 1;
      const known = { fault, injectedAt: at, number: ++this.strokes, times };
      this.stroke = { key, at, target, known };
      this.strike(target, key, known);
    },
    FaultCleared: ({ fault, effect, target, at }) => {
      this.inForce -= 1;
      this.endedAt = at;
      const key = JSON.stringify([fault, effect]);
      const times = (this.known.get(target)?.inForce.get(key)?.times ?? 0) - 1;
      for (const each of [target, ...(this.takenAlong.get(target) ?? [])]) {
        const inForce = this.known.get(each)?.inForce;
        const found = inForce?.get(key);
        if (found === undefined) continue;
        if (times === 0) inForce!.delete(key);
        else inForce!.set(key, { ...found, times });
      }
    },
    // A card that shorts takes along what feeds it, and all that hangs on that: it is struck by the same fault.
    PartChanged: ({ part, state, at }) => {
      if (state !== "gone" || this.stroke?.at !== at || this.stroke.target === part) return;
      const { key, target, known } = this.stroke;
      this.takenAlong.set(target, (this.takenAlong.get(target) ?? new Set()).add(part));
      this.strike(part, key, known);
    },
  };

  private strike(target: string, key: string, known: KnownFault): void {
    const blows = this.known.get(target) ?? { inForce: new Map<string, KnownFault>(), latest: null };
    this.known.set(target, blows);
    blows.latest = known;
    blows.inForce.set(key, known);
  }

  /** Since when no fault has been in force; `at` itself when one is. */
  quietSince(at: Micros): Micros {
    return this.inForce > 0 ? at : this.endedAt;
  }

  /**
   * Names of the faults that may have interrupted the service on this host; the latest first: what had been in force for
   * a while did not interrupt it alone.
   */
  causes(service: string, host: string | null, upSince: Micros): readonly string[] {
    const touching = [...this.dependenciesOf(service, host)].flatMap((target) => this.known.get(target) ?? []);
    const inForce = latestFirst(touching.flatMap((blows) => [...blows.inForce.values()]));
    if (inForce.length > 0) return [...new Set(inForce.map((each) => each.fault))];
    const [latest] = latestFirst(touching.flatMap((blows) => blows.latest ?? []));
    return latest === undefined || latest.injectedAt < upSince ? [] : [latest.fault];
  }

  /** Whether any has struck, since then, that may have interrupted the service on this host. */
  struckSince(since: Micros, service: string, host: string | null): boolean {
    const touching = [...this.dependenciesOf(service, host)].flatMap((target) => this.known.get(target)?.latest ?? []);
    return touching.some(({ injectedAt }) => injectedAt >= since);
  }

  /** Whether the service, when it runs on this host, depends on the target. */
  touches(target: string, service: string, host: string | null): boolean {
    return this.dependenciesOf(service, host).has(target);
  }

  private dependenciesOf(service: string, host: string | null): ReadonlySet<string> {
    const key = JSON.stringify([service, host]);
    let found = this.dependencies.get(key);
    if (found === undefined) this.dependencies.set(key, (found = dependenciesOf(this.spec, service, host)));
    return found;
  }
}

/** Those of one instant in the order of injection. */
function latestFirst(faults: readonly KnownFault[]): readonly KnownFault[] {
  return faults.toSorted((a, b) => b.injectedAt - a.injectedAt || a.number - b.number);
}

/** Names of the service (or whatever else serves) itself, its director or name server, the host with its relay, network and ways to storage, and its volumes with the parts of storage servers that their adapters are. */
function dependenciesOf(spec: WorldSpec, serviceName: string, hostName: string | null): ReadonlySet<string> {
  const names = new Set<string>([serviceName]);
  const service = namedIn(spec.services, serviceName);
  if (service?.director !== undefined) names.add(service.director);
  const carrier = spec.directors.find(({ name }) => name === service?.director)?.on;
  if (carrier !== undefined) names.add(carrier);
  if (service?.foundBy !== undefined) names.add(service.foundBy);
  if (service === undefined) addPairsOf(spec, serviceName, names);
  if (service === undefined) for (const each of setDependencies(spec, serviceName)) names.add(each);
  // A pool is down when none of its members answers, or too few: whichever serves in the end is not all that it hangs on.
  const homes = service?.pool ?? [hostName ?? service?.runsOn ?? ""];
  for (const home of homes) addHostOf(spec, home, service?.runsOn, names);
  for (const part of partsBehind(spec, names)) names.add(part);
  return names;
}

function addHostOf(spec: WorldSpec, hostName: string, runsOn: string | undefined, names: Set<string>): void {
  const host = namedIn(spec.hosts, hostName);
  if (host === undefined) return;
  names.add(host.name).add(host.network);
  for (const network of host.alsoOn ?? []) names.add(network);
  if (host.relay !== undefined) names.add(host.relay);
  for (const connector of spec.connectors) if (connector.joins.includes(host.network)) names.add(connector.name);
  const cabling = cablingOf(spec);
  for (const { array } of cabling.pathsFrom(host.name)) names.add(array);
  const isOther = (end: string): boolean => end !== host.name && namedIn(spec.hosts, end) !== undefined;
  // Who hangs on the same switch, and by which cable, is not what it depends on.
  const ofOthers = new Set(spec.links.flatMap(({ name, joins }) => (joins?.some(isOther) === true ? name : [])));
  for (const name of cabling.connectedTo(host.name)) if (!isOther(name) && !ofOthers.has(name)) names.add(name);
  const owners = [host.name, runsOn];
  for (const array of spec.arrays) {
    for (const volume of array.volumes) {
      if (!owners.includes(volume.host)) continue;
      for (const name of [volume.name, volume.on, ...volume.via]) names.add(name);
    }
  }
}

/** What a cluster of a domain needs so that somebody can act there: driver, agents, their servers, and the ways between. */
function addPairsOf({ domain, hosts, connectors }: WorldSpec, clusterName: string, names: Set<string>): void {
  const cluster = namedIn(domain?.clusters ?? [], clusterName);
  if (cluster === undefined) return;
  names.add(cluster.driver);
  for (const agent of cluster.agents) names.add(agent.name);
  const servers = new Set(cluster.agents.flatMap((agent) => agent.servers));
  const places = (domain?.servers ?? []).filter(({ name }) => servers.has(name)).map(({ on }) => on);
  for (const server of servers) names.add(server);
  for (const place of [clusterName, ...places]) {
    const host = namedIn(hosts, place);
    if (host === undefined) continue;
    names.add(host.name).add(host.network);
    if (host.relay !== undefined) names.add(host.relay);
  }
  for (const { name, joins } of connectors) {
    names.add(name);
    for (const network of joins) names.add(network);
  }
}
