/** The peer channel: agents hear each other, and how far transfers have come that they may have to go on with. */
import type { Micros } from "../../units/index.js";
import { type Out, setTimer, tell } from "../kit/desk.js";
import type { MessageOf } from "../words.js";
import type { AgentState } from "./agent-state.js";

/** Tells its peers again and again that it works, and expects the same of them. */
export function talkToPeers(state: AgentState, now: Micros, out: Out): void {
  const { agent, peers, every } = state.config;
  for (const to of peers) {
    const beat = { kind: "peer-alive", subject: about(agent, to.place) };
    out.push({ kind: "beat", beat, to, every, body: { kind: "peer-alive", agent } });
    awaitPeer(state, to.place, now, out);
  }
}

export function hearPeer(state: AgentState, peer: string, heardAt: Micros, out: Out): void {
  const known = state.peers[peer];
  if (known === undefined) return;
  if (!known.heard) judge(state, peer, true, out);
  awaitPeer(state, peer, heardAt, out);
}

/** Nothing follows from its silence: whether an agent has failed is for the server to find. */
export function losePeer(state: AgentState, peer: string, out: Out): void {
  if (state.peers[peer]?.heard === true) judge(state, peer, false, out);
}

/** How far a transfer has come: what is durable at the target stays so. */
export function hearCheckpoint({ heard }: AgentState, { transfer, run, held, extents }: MessageOf<"checkpoint">): void {
  const known = heard[transfer];
  if (known === undefined || run > known.run || (run === known.run && held > known.held)) {
    heard[transfer] = { run, held, extents };
  }
}

/** Tells the server, and the peers that may have to go on with this transfer, what is durable at the target. */
export function tellCheckpoint(
  { config }: AgentState,
  checkpoint: Omit<MessageOf<"checkpoint">, "kind">,
  out: Out,
): void {
  const standIns = config.standIns[checkpoint.transfer] ?? [];
  const body = { kind: "checkpoint", ...checkpoint } as const;
  for (const to of [config.server, ...standIns]) tell(to, body, out);
}

function judge({ config: { agent }, peers }: AgentState, peer: string, heard: boolean, out: Out): void {
  peers[peer]!.heard = heard;
  out.push({ kind: "note", note: { kind: "peer-judged", agent, peer, heard } });
}

function awaitPeer({ config, desk }: AgentState, peer: string, heardAt: Micros, out: Out): void {
  const { agent, every, misses } = config;
  const putOffBy = { from: peer, kind: "peer-alive", about: about(peer, agent) };
  const at = heardAt + misses * every;
  setTimer(desk, { kind: "peer-silent", subject: peer, at, afterMessages: true, putOffBy }, out);
}

/** What one of them says to the other. */
function about(agent: string, peer: string): string {
  return `${agent} to ${peer}`;
}
