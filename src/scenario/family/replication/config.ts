/** What the transfer server and its agents are told before they start. */
import type { AgentConfig, ServerConfig } from "../../../control/index.js";
import type { ReplicationMeaning } from "./meaning.js";
import type { ReplicationSpec } from "./policy.js";
import { SERVER } from "./section.js";

export function serverConfig(
  { agents, transfers, over }: ReplicationMeaning,
  { server }: ReplicationSpec,
): ServerConfig {
  return {
    agents: agents.map(({ name, arrays }) => ({ name, address: addressOf(name, over), arrays })),
    transfers,
    policy: server,
  };
}

/** Agents of a common transfer are peers. */
export function agentConfig(
  agent: string,
  { agents, transfers, over, peerChannel }: ReplicationMeaning,
  { server: { every, detect }, agent: limits }: ReplicationSpec,
): AgentConfig {
  const orders = transfers.map((each) => each.agents.flat()).filter((order) => order.includes(agent));
  const peers = agents.filter(({ name }) => name !== agent && orders.some((order) => order.includes(name)));
  return {
    agent,
    server: addressOf(SERVER, over),
    peers: peerChannel === null ? [] : peers.map(({ name }) => ({ place: name, over: peerChannel })),
    every,
    misses: detect.reports?.misses ?? 1,
    limits,
  };
}

function addressOf(place: string, over: string | null) {
  return { place, ...(over !== null && { over }) };
}
