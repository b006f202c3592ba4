/** What a domain could not survive: who is left without a server after which failure, and agents that give servers no time. */
import type { ClusterSpec, WorldSpec } from "../../../model/index.js";
import { type Micros, sayLength, someOf } from "../../../units/index.js";
import { leastLatency } from "../../assembly/controller-ways.js";
import { saidOnce, type Sentence, tell } from "../../assembly/sentence.js";
import { agentsUnder } from "./config.js";
import type { DomainMeaning } from "./meaning.js";
import type { DomainPolicy } from "./policy.js";

/** Agents that try again before any answer can have come. @param policy as it is called, and what it says */
export function hastyAgents(
  { domain: { clusters, servers } }: DomainMeaning,
  policy: { readonly name: string; readonly part: DomainPolicy },
  world: WorldSpec,
): readonly string[] {
  const { answer, pause } = policy.part.agent;
  const onOf = new Map(servers.map(({ name, on }) => [name, on]));
  const found = clusters.flatMap((cluster) =>
    agentsUnder(cluster, policy.part).flatMap((agent): readonly Sentence[] => {
      const server = agent.servers[0]!;
      const there: Micros = leastLatency(cluster.name, onOf.get(server)!, world);
      if (answer + pause >= 2 * there) return [];
      const clause = `under ${policy.name}`;
      const [tries, takes] = [{ clause: sayLength(answer + pause) }, { clause: sayLength(2 * there) }];
      return [
        tell`${{ clause }} ${agent.name} tries again every ${tries} to register with ${server}, whose answer takes ${takes}: most of that is in vain, and slows a run down while ${server} is away`,
      ];
    }),
  );
  return saidOnce(found);
}

/** One sentence for each single failure after which no server can act on some clusters, whatever the policy. */
export function domainWeaknesses({ domain }: DomainMeaning): readonly string[] {
  const { clusters, servers, systems } = domain;
  const onOf = new Map(servers.map(({ name, on }) => [name, on]));
  const systemOf = new Map(systems.flatMap(({ name, clusters: hosts }) => hosts.map((host) => [host, name])));
  const found: string[] = [];
  const tell = (left: readonly ClusterSpec[], failure: string) => {
    if (left.length > 0) found.push(`no server can act on ${listed(left)} when ${failure}`);
  };
  const serversOf = ({ agents }: ClusterSpec) => new Set(agents.map((each) => each.servers[0]!));
  for (const { name } of servers) {
    tell(
      clusters.filter((each) => [...serversOf(each)].join() === name),
      `${name} fails`,
    );
  }
  const carriers = new Set(servers.map(({ on }) => on));
  for (const on of carriers) {
    const gone = servers.filter((each) => each.on === on).map(({ name }) => name);
    if (gone.length < 2) continue;
    tell(
      clusters.filter((each) => each.name !== on && isSubset(serversOf(each), gone)),
      `${on} fails, which carries ${gone.join(" and ")}`,
    );
  }
  for (const { name } of systems) {
    const gone = servers.filter((each) => systemOf.get(onOf.get(each.name)!) === name).map((each) => each.name);
    if (gone.length < 2 || new Set(gone.map((each) => onOf.get(each))).size < 2) continue;
    tell(
      clusters.filter((each) => each.system !== name && isSubset(serversOf(each), gone)),
      `${name} loses power, which carries ${gone.join(" and ")}`,
    );
  }
  for (const { name, clusters: hosts } of systems) {
    if (hosts.length === 1) found.push(`nobody carries on for the devices of ${name} when ${hosts[0]} fails`);
  }
  return found;
}

function isSubset(these: ReadonlySet<string>, of: readonly string[]): boolean {
  return [...these].every((each) => of.includes(each));
}

function listed(clusters: readonly ClusterSpec[]): string {
  return someOf(
    clusters.map(({ name }) => name),
    4,
  );
}
