/** Who may stand in for the host of a group, and why the others never can; hosts that are alike are judged together. */
import {
  candidatesFor,
  type FailoverConfig,
  type FailoverPolicy,
  type Facts,
  initialState,
  optionsOf,
  preset,
  whyNotEligible,
} from "../../control/index.js";
import { grouped } from "../../model/index.js";
import { FEW, masked, toldOnce } from "./alike.js";
import type { Neighbourhood } from "./neighbourhood.js";
import type { Excluded } from "./planned-move.js";

type Group = FailoverConfig["groups"][number];

/** Hosts that are the same to a group of services but for names. */
interface Alike {
  readonly first: string;
  readonly count: number;
  /** All of them; there may be thousands, for each of thousands of groups. */
  hosts(): readonly string[];
  readonly why: string | null;
}

/** Hosts of a kind, by their networks. */
interface Kind {
  readonly count: number;
  readonly byNetwork: ReadonlyMap<string, readonly string[]>;
}

export interface Judged {
  /** Those that may stand in. */
  readonly able: readonly Alike[];
  /** Why the others cannot, without names: of each reason one. */
  readonly whys: readonly string[];
  /** The others; there may be thousands of them, for each of thousands of groups. */
  excluded(): readonly Excluded[];
}

export class Candidates {
  private readonly kinds: ReadonlyMap<string, Kind>;
  private readonly facts: Facts;
  private readonly served: ReadonlyMap<string, Group>;
  private readonly places: ReadonlyMap<string, number>;
  private latest: { readonly group: Group; readonly places: ReadonlyMap<string, number> } | null = null;

  constructor(
    private readonly config: FailoverConfig,
    private readonly around: Neighbourhood,
  ) {
    const { standIns, partition } = config.policy;
    const forAnybody = standIns.length > 0 ? standIns : config.hosts.map(({ name }) => name);
    const names = [...new Set([...forAnybody, ...(partition?.shares.flatMap(({ by }) => by) ?? [])])];
    const kinds = [...grouped(names, (name) => around.kindOf(name))];
    this.kinds = new Map(
      kinds.map(([kind, hosts]) => {
        return [kind, { count: hosts.length, byNetwork: grouped(hosts, (name) => around.networkOf(name)) }];
      }),
    );
    this.places = new Map(names.map((name, place) => [name, place]));
    this.facts = initialState(config).facts;
    this.served = new Map(config.groups.map((group) => [group.holder, group]));
  }

  judge(group: Group): Judged {
    const all = [...this.kinds].flatMap(([name, kind]) => this.parts(name, kind, group));
    const unable = all.filter((each): each is Alike & { why: string } => each.why !== null);
    const shapeOf = ({ first, why }: (typeof unable)[number]): string => masked(why, this.around.ofExcluded(first));
    return {
      able: all.filter(({ why }) => why === null),
      whys: [...new Set(unable.map(shapeOf))],
      excluded: () => {
        const each = unable.flatMap((alike) => {
          const shape = shapeOf(alike);
          return alike.hosts().map((host) => ({ shape, it: { host, why: alike.why } }));
        });
        return toldOnce(this.inOrder(group, each, ({ it }) => it.host)).map(({ it, alike }) =>
          alike.length === 0 ? it : { ...it, alike: alike.map(({ host }) => host) },
        );
      },
    };
  }

  /** In which the hosts of items are asked for a group. */
  inOrder<T>(group: Group, items: readonly T[], hostOf: (item: T) => string): readonly T[] {
    const places = this.placesFor(group);
    return items.toSorted((a, b) => places.get(hostOf(a))! - places.get(hostOf(b))!);
  }

  /** The same for every group, unless hosts are kept for some. */
  private placesFor(group: Group): ReadonlyMap<string, number> {
    if (this.config.policy.partition === undefined) return this.places;
    // One group after the other is judged, and each is asked about many times.
    if (this.latest?.group !== group) {
      const places = new Map(candidatesFor(this.config, group.holder).map((name, place) => [name, place]));
      this.latest = { group, places };
    }
    return this.latest.places;
  }

  /** Of a kind those who are shown the same of the group's data: what is exported to some tells apart who is alike otherwise. */
  private parts(name: string, kind: Kind, group: Group): readonly Alike[] {
    const { holder } = group;
    const shown = this.around.shownOf(group);
    if (shown === null) {
      return this.sides(kind, this.places.has(holder) && this.around.kindOf(holder) === name, group);
    }
    const hosts = [...kind.byNetwork.values()].flat();
    return [...grouped(hosts, shown).values()].flatMap((same) => {
      const byNetwork = grouped(same, (host) => this.around.networkOf(host));
      return this.sides({ count: same.length, byNetwork }, same.includes(holder), group);
    });
  }

  /** Those in the network of the group's host, those elsewhere, and those to whom nothing leads; none is looked at where they are only counted. */
  private sides({ count, byNetwork }: Kind, isOne: boolean, group: Group): readonly Alike[] {
    const home = this.around.networkOf(group.holder);
    const near = byNetwork.get(home) ?? [];
    const apart = this.config.surroundings.apart?.[home] ?? [];
    const unreached = apart.flatMap((network) => byNetwork.get(network) ?? []);
    return [
      ...this.side(group, near.length - Number(isOne), () => [near]),
      ...this.side(group, count - near.length - unreached.length, () => {
        return [...byNetwork].flatMap(([network, hosts]) =>
          network === home || apart.includes(network) ? [] : [hosts],
        );
      }),
      ...(unreached.length === 0 ? [] : this.side(group, unreached.length, () => [unreached])),
    ];
  }

  /** What is to be said of hosts that are alike, of which there are so many but for the group's own; few are judged one by one. */
  private side(group: Group, among: number, lists: () => readonly (readonly string[])[]): readonly Alike[] {
    const places = this.placesFor(group);
    const mayStandIn = (host: string): boolean => host !== group.holder && places.has(host);
    const hosts = (): readonly string[] => lists().flatMap((list) => list.filter(mayStandIn));
    const count = among <= FEW || places === this.places ? among : hosts().length;
    if (count <= FEW) {
      return hosts().map((host) => ({ first: host, count: 1, hosts: () => [host], why: this.whyNot(group, host) }));
    }
    const first = lists()
      .find((list) => list.some(mayStandIn))!
      .find(mayStandIn)!;
    return [{ first, count, hosts, why: this.whyNot(group, first) }];
  }

  /** Never, by configuration; or because it has services of its own and the policy does not take such a host. */
  private whyNot({ holder: from, services, volumes }: Group, to: string): string | null {
    const { policy } = this.config;
    const serves = this.served.get(to);
    if (serves !== undefined && !takesActive(policy)) return `it serves ${serves.services.join(", ")} itself`;
    return whyNotEligible({ from, to, home: from, services, volumes, policy }, this.facts);
  }
}

function takesActive(policy: FailoverPolicy): boolean {
  return optionsOf(policy, preset(policy.preset)).standby === "active";
}
