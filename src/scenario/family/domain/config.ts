/** What the machines of a domain are told before they start. */
import {
  clusterAgent,
  clusterStarter,
  type ClusterAgentConfig,
  domainCaretaker,
  domainConsole,
  domainServer,
  type StarterConfig,
} from "../../../control/index.js";
import type { ClusterSpec, DomainSpec, PairAgentSpec } from "../../../model/index.js";
import { placed, type Placement } from "../family.js";
import type { DomainMeaning } from "./meaning.js";
import type { DomainPolicy } from "./policy.js";

export function deployDomain(meaning: DomainMeaning, policy: DomainPolicy): readonly Placement[] {
  const { domain } = meaning;
  const { servers, clusters, caretaker } = domain;
  const byHand = policy.reRegister === "by-hand" ? caretaker : null;
  const { misses, agent } = policy;
  const isHeard = agent.leaveAfter !== null;
  return [
    ...clusters.map((each) => placed(each.name, clusterStarter, starterConfig(each, domain, policy))),
    ...servers.map(({ name }) => placed(name, domainServer, { server: name, every: agent.every, misses, isHeard })),
    ...clusters.flatMap((each) =>
      agentsUnder(each, policy).map((one) => placed(one.name, clusterAgent, agentConfig(one, each, policy))),
    ),
    ...meaning.consoles.map(({ name, servers: order, patience, tries, told }) =>
      placed(name, domainConsole, {
        ...{ console: name, servers: order, patience, tries, told },
        twins: twinsIn(domain),
        caretaker: byHand?.name ?? null,
      }),
    ),
    ...(byHand === null ? [] : [placed(byHand.name, domainCaretaker, caretakerConfig(byHand.name, domain, policy))]),
  ];
}

/** The agents that a cluster has under a policy: of a pair the first alone where only the primary counts. */
export function agentsUnder({ agents }: ClusterSpec, { agents: which }: DomainPolicy): readonly PairAgentSpec[] {
  if (which === "per-server") return agents;
  return agents.filter(({ pair }, index) => agents.findIndex((each) => each.pair === pair) === index);
}

export function starterConfig(cluster: ClusterSpec, { servers }: DomainSpec, policy: DomainPolicy): StarterConfig {
  const { name } = cluster;
  return {
    cluster: name,
    servers: servers.filter(({ on }) => on === name).map((each) => each.name),
    agents: agentsUnder(cluster, policy).map((agent) => agent.name),
    order: policy.start,
    within: policy.within,
    pause: policy.agent.pause,
  };
}

export function agentConfig(
  { name, pair, servers }: PairAgentSpec,
  { name: cluster, agents }: ClusterSpec,
  { agent: policy }: DomainPolicy,
): ClusterAgentConfig {
  const ordinal = agents.filter((each) => each.pair === pair).findIndex((each) => each.name === name);
  const addresses = servers.map((place) => ({ place }));
  return { agent: name, cluster, pair, ordinal, servers: addresses, starter: cluster, policy };
}

function caretakerConfig(name: string, { servers, clusters }: DomainSpec, policy: DomainPolicy) {
  const agents = clusters.flatMap((each) =>
    agentsUnder(each, policy).map((agent) => ({ agent: agent.name, cluster: each.name })),
  );
  return { name, servers: servers.map((each) => each.name), agents };
}

/** By cluster: the others of its server system. */
function twinsIn({ systems }: DomainSpec): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    systems.flatMap(({ clusters }) => clusters.map((each) => [each, clusters.filter((other) => other !== each)])),
  );
}
