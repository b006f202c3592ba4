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
  readonly hosts: readonly string[];
  readonly why: string | null;
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
  /** By what they are, and of those by their networks. */
  private readonly kinds: readonly ReadonlyMap<string, readonly string[]>[];
  private readonly facts: Facts;
  private readonly served: ReadonlyMap<string, Group>;
  private readonly places: ReadonlyMap<string, number>;

  constructor(
    private readonly config: FailoverConfig,
    private readonly around: Neighbourhood,
  ) {
    const { standIns, partition } = config.policy;
    const forAnybody = standIns.length > 0 ? standIns : config.hosts.map(({ name }) => name);
    const names = [...new Set([...forAnybody, ...(partition?.shares.flatMap(({ by }) => by) ?? [])])];
    const kinds = [...grouped(names, (name) => around.kindOf(name)).values()];
    this.kinds = kinds.map((hosts) => grouped(hosts, (name) => around.networkOf(name)));
    this.places = new Map(names.map((name, place) => [name, place]));
    this.facts = initialState(config).facts;
    this.served = new Map(config.groups.map((group) => [group.holder, group]));
  }

  judge(group: Group): Judged {
    const all = this.kinds.flatMap((byNetwork) => this.parts(byNetwork, group));
    const unable = all.filter(({ why }) => why !== null) as { hosts: readonly string[]; why: string }[];
    const shapeOf = ({ hosts, why }: (typeof unable)[number]): string => masked(why, this.around.ofExcluded(hosts[0]!));
    return {
      able: all.filter(({ why }) => why === null),
      whys: [...new Set(unable.map(shapeOf))],
      excluded: () => {
        const each = unable.flatMap((alike) => {
          const shape = shapeOf(alike);
          return alike.hosts.map((host) => ({ shape, it: { host, why: alike.why } }));
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
  private placesFor({ holder }: Group): ReadonlyMap<string, number> {
    if (this.config.policy.partition === undefined) return this.places;
    return new Map(candidatesFor(this.config, holder).map((name, place) => [name, place]));
  }

  /** Those in the network of the group's host, and those elsewhere; few are judged one by one. */
  private parts(byNetwork: ReadonlyMap<string, readonly string[]>, group: Group): readonly Alike[] {
    const home = this.around.networkOf(group.holder);
    const near = (byNetwork.get(home) ?? []).filter((name) => name !== group.holder);
    const far = [...byNetwork].flatMap(([network, hosts]) => (network === home ? [] : hosts));
    const places = this.placesFor(group);
    return [near, far]
      .map((hosts) => hosts.filter((name) => places.has(name)))
      .flatMap((hosts): readonly Alike[] => {
        const [first] = hosts;
        if (first === undefined) return [];
        if (hosts.length > FEW) return [{ hosts, why: this.whyNot(group, first) }];
        return hosts.map((host) => ({ hosts: [host], why: this.whyNot(group, host) }));
      });
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
