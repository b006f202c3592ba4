/** What the transfer server and its agents are told before they start. */
import type { AgentConfig, ServerConfig, TransferConfig } from "../../../control/index.js";
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
  const own = transfers.filter((each) => each.agents.flat().includes(agent));
  const near = new Set(own.flatMap((each) => each.agents.flat()));
  const peers = agents.filter(({ name }) => name !== agent && near.has(name));
  const addresses = (names: readonly string[]) =>
    peerChannel === null ? [] : names.map((place) => ({ place, over: peerChannel }));
  const standInsOf = (transfer: TransferConfig) => transfer.agents.flat().filter((each) => each !== agent);
  return {
    agent,
    server: addressOf(SERVER, over),
    peers: addresses(peers.map(({ name }) => name)),
    standIns: Object.fromEntries(own.map((each) => [each.name, addresses(standInsOf(each))])),
    every,
    misses: detect.reports?.misses ?? 1,
    limits,
  };
}

function addressOf(place: string, over: string | null) {
  return { place, ...(over !== null && { over }) };
}
