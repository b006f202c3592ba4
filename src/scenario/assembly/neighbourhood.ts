/** What of a scenario matters for one move: the two hosts and what lies around them, however many others there are. */
import type { FailoverConfig } from "../../control/index.js";
import { grouped, namedIn, type WorldSpec } from "../../model/index.js";
import type { PlannedMove } from "./planned-move.js";

type Group = FailoverConfig["groups"][number];
type Host = FailoverConfig["hosts"][number];
type Volume = FailoverConfig["volumes"][number];

export class Neighbourhood {
  private readonly volumesOf: ReadonlyMap<string, readonly Volume[]>;
  private readonly behind: ReadonlyMap<string, readonly Host[]>;
  private readonly groupAt: ReadonlyMap<string, Group>;
  private readonly linksOf: ReadonlyMap<string, readonly FailoverConfig["surroundings"]["arrayLinks"][number][]>;
  private readonly stranger: Host | undefined;

  constructor(
    private readonly world: WorldSpec,
    private readonly config: FailoverConfig,
  ) {
    this.volumesOf = grouped(config.volumes, ({ owner }) => owner);
    this.behind = grouped(config.hosts, ({ relay }) => relay ?? undefined);
    this.groupAt = new Map(config.groups.map((group) => [group.holder, group]));
    const ends = config.surroundings.arrayLinks.flatMap((link) => link.joins.map((array) => ({ array, link })));
    this.linksOf = new Map(
      [...grouped(ends, ({ array }) => array)].map(([array, found]) => [array, found.map(({ link }) => link)]),
    );
    this.stranger = config.hosts.find(({ network }) => network !== config.hosts[0]?.network);
  }

  /** The configuration of nothing but a group, its host, those that may stand in, and what they have to do with. */
  of(group: Group, ...standIns: readonly string[]): FailoverConfig {
    const { config } = this;
    const named = new Set([group.holder, ...standIns]);
    const near = [...named].map((name) => this.host(name));
    const watching = near.flatMap(({ watchedFrom = null }) => watchedFrom ?? []);
    // Whether there are several networks matters too: then somebody from another one stands for that.
    const isOne = near.every(({ network }) => network === near[0]!.network);
    const stranger = this.stranger === undefined || !isOne ? [] : this.fromElsewhere(near[0]!.network);
    // A relay is not opened under others that are at work: what they hold tells whether they may be.
    const fedToo = near.flatMap(({ name }) => this.behindRelayOf(name));
    const others = [...new Set([...watching, ...stranger, ...fedToo])].filter((name) => !named.has(name));
    const owners = new Set([...named, ...fedToo]);
    const volumes = [...owners].flatMap((name) => this.volumesOf.get(name) ?? []);
    const arrays = new Set([
      ...near.flatMap((host) => host.arrays),
      ...volumes.flatMap(({ array, remoteMirror }) => [array, ...(remoteMirror === null ? [] : [remoteMirror.array])]),
    ]);
    const links = new Set([...arrays].flatMap((array) => this.linksOf.get(array) ?? []));
    for (const { joins } of links) for (const array of joins) arrays.add(array);
    const { directors, nameServers, arrays: known } = config.surroundings;
    return {
      ...config,
      hosts: [...near, ...others.map((name) => this.host(name))],
      volumes,
      surroundings: {
        ...config.surroundings,
        arrays: Object.fromEntries([...arrays].flatMap((name) => (known[name] ? [[name, known[name]]] : []))),
        arrayLinks: [...links],
        directors: only(group.services, directors),
        nameServers: only(group.services, nameServers),
      },
      groups: [group],
    };
  }

  /** The world with no other hosts than those of such a configuration. */
  worldOf({ hosts }: FailoverConfig): WorldSpec {
    return { ...this.world, hosts: hosts.flatMap(({ name }) => namedIn(this.world.hosts, name) ?? []) };
  }

  private fromElsewhere(network: string): readonly string[] {
    const [first] = this.config.hosts;
    return first !== undefined && first.network !== network ? [first.name] : [this.stranger!.name];
  }

  networkOf(name: string): string {
    return this.host(name).network;
  }

  /** The same for hosts that are the same to every move but for their network, their own names and those of what they have for themselves. */
  kindOf(name: string): string {
    const { name: _, network: __, identity, relay, watchedFrom, ...facts } = this.host(name);
    const spec = namedIn(this.world.hosts, name);
    const { policy } = this.config;
    return JSON.stringify([
      facts,
      [identity.node === name, identity.domain === this.networkOf(name)],
      relay === null ? null : this.isItsOwn(relay) ? [namedIn(this.world.relays, relay)].map(times) : relay,
      watchedFrom === undefined,
      [spec?.power, spec?.boot, spec?.shutdown],
      policy.dataFor?.[name],
      this.groupAt.get(name)?.services.length,
      (this.volumesOf.get(name) ?? []).map(({ name: _, owner: __, current: ___, mirror, remoteMirror, ...traits }) => [
        traits,
        mirror === null,
        remoteMirror?.array,
      ]),
    ]);
  }

  /** Which of a group's data a host is shown, by its name; `null` where that is the same for all. */
  shownOf({ holder }: Group): ((host: string) => string) | null {
    const shownTo = (this.volumesOf.get(holder) ?? []).flatMap(({ shownTo: to }) => (to ? [new Set(to)] : []));
    return shownTo.length === 0 ? null : (host) => shownTo.map((to) => Number(to.has(host))).join();
  }

  private isItsOwn(relay: string): boolean {
    return this.behind.get(relay)?.length === 1;
  }

  /** Names of a host and of the switch in its power line: what tells one stand-in from another. */
  ofStandIn(name: string): readonly string[] {
    const { relay } = this.host(name);
    return relay === null ? [name] : [name, relay];
  }

  /** And of all that it has for itself. */
  ofExcluded(name: string): readonly string[] {
    const { identity, network } = this.host(name);
    return [
      ...this.ofStandIn(name),
      identity.address,
      identity.node,
      ...(this.groupAt.get(name)?.services ?? []),
      ...(this.volumesOf.get(name) ?? []).flatMap((each) => [each.name, each.adapter]),
      network,
      identity.domain,
    ];
  }

  /** All names in a move, in the order of the parts that they play: first those of the host that fails. */
  namesOf({ subjects, from, to, next }: Pick<PlannedMove, "subjects" | "from" | "to" | "next">) {
    const { directors, nameServers } = this.config.surroundings;
    const around = (name: string): readonly string[] => {
      const { arrays, watchedFrom } = this.host(name);
      const others = [...this.behindRelayOf(name), ...(watchedFrom === undefined ? [] : [watchedFrom])];
      return [...this.ofExcluded(name), ...arrays, ...others];
    };
    return [
      ...subjects,
      ...subjects.flatMap((service) => directors[service] ?? []),
      ...subjects.flatMap((service) => nameServers[service]?.server ?? []),
      ...around(from),
      ...(to === null ? [] : around(to)),
      ...(next?.to == null ? [] : around(next.to)),
    ];
  }

  /** Others that lose and get their power with it. */
  private behindRelayOf(name: string): readonly string[] {
    const { relay } = this.host(name);
    const fed = (relay === null ? undefined : this.behind.get(relay)) ?? [];
    return fed.flatMap((each) => (each.name === name ? [] : [each.name]));
  }

  private host(name: string): Host {
    const found = namedIn(this.config.hosts, name);
    if (found === undefined) throw new Error(`there is no host ${name}`);
    return found;
  }
}

function times(relay: WorldSpec["relays"][number] | undefined) {
  return [relay?.switching, relay?.reading, relay?.over, relay?.modem];
}

function only<T>(services: readonly string[], all: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(services.flatMap((name) => (name in all ? [[name, all[name]!]] : [])));
}
