/** Who is to carry out a run: the first in its order who is heard, is on a path of it, and has not just failed. */
import type { Reason } from "../words.js";
import type { Way } from "./orders.js";
import { isHeard, type ServerState, type TransferConfig } from "./server-state.js";

export interface Choice {
  /** `null`: nobody can. */
  readonly chosen: { readonly agent: string; readonly way: Way; readonly because: Reason } | null;
  readonly passedOver: readonly { readonly agent: string; readonly because: Reason }[];
}

export function choose(state: ServerState, transfer: TransferConfig): Choice {
  const { policy } = state.config;
  const { holder } = state.transfers[transfer.name]!;
  const passedOver: { agent: string; because: Reason }[] = [];
  if (policy.failback === "manual" && holder !== null && whyNot(state, transfer, holder) === null) {
    const way = wayFor(state, transfer, holder);
    return { chosen: { agent: holder, way, because: { rule: "had-it-last" } }, passedOver };
  }
  for (const [index, level] of transfer.agents.entries()) {
    const able = level.filter((agent) => {
      const because = whyNot(state, transfer, agent);
      if (because !== null) passedOver.push({ agent, because });
      return because === null;
    });
    const [best] = able.toSorted((one, other) => inHand(state, one) - inHand(state, other));
    if (best === undefined) continue;
    const transfers = inHand(state, best);
    const because: Reason =
      able.length > 1
        ? { rule: "fewest-transfers", level: index + 1, transfers }
        : { rule: "first-in-order", level: index + 1 };
    return { chosen: { agent: best, way: wayFor(state, transfer, best), because }, passedOver };
  }
  return { chosen: null, passedOver };
}

/** Why an agent cannot carry out a run of a transfer now, as far as the server knows; `null` when it can. */
export function whyNot(state: ServerState, transfer: TransferConfig, agent: string): Reason | null {
  const { policy } = state.config;
  if (!policy.failover && agent !== transfer.agents[0]?.[0]) {
    return { rule: "only-the-primary", agent: transfer.agents[0]?.[0] ?? agent };
  }
  if (!isHeard(state, agent)) return { rule: "not-heard", agent };
  if (state.transfers[transfer.name]!.tried.includes(agent)) return { rule: "tried-already", agent };
  if (policy.order === "static-order") return null;
  const configured = state.named.agents.get(agent)?.arrays ?? [];
  const ends = [transfer.source.array, transfer.target.array];
  if (!ends.some((each) => configured.includes(each))) return { rule: "on-no-path", agent };
  return wayOf(state, transfer, agent) === null ? { rule: "no-path", agent, to: lackedBy(state, ends, agent) } : null;
}

/** Whoever does not look at paths has everybody use both ends. */
function wayFor(state: ServerState, transfer: TransferConfig, agent: string): Way {
  return wayOf(state, transfer, agent) ?? { by: "both" };
}

/**
 * Which ends an agent serves itself, by what it has said that it reaches. The other end is served by the storage systems
 * themselves over a link between them, or by an agent that reaches it: one of the order if any does.
 */
export function wayOf(
  state: ServerState,
  { source, target, agents, linked }: TransferConfig,
  agent: string,
): Way | null {
  const reaches = (each: string, array: string): boolean => (state.arrays[each] ?? []).includes(array);
  const atSource = reaches(agent, source.array);
  const atTarget = reaches(agent, target.array);
  if (atSource && atTarget) return { by: "both" };
  if (!atSource && !atTarget) return null;
  const by = atSource ? "push" : "pull";
  if (linked) return { by, helper: null };
  const other = atSource ? target.array : source.array;
  const all = [...agents.flat(), ...state.config.agents.map(({ name }) => name)];
  const helper = all.find((each) => each !== agent && isHeard(state, each) && reaches(each, other));
  return helper === undefined ? null : { by, helper };
}

/** Why a way that somebody was commanded to take leads there no more, by what agents have said since; `null`: as far as is known it does. */
export function wayLost(
  { arrays }: ServerState,
  { source, target }: TransferConfig,
  { agent, way }: { readonly agent: string; readonly way: Way },
): Reason | null {
  const lacking = (each: string, ends: readonly string[]): Reason | null => {
    const to = ends.filter((array) => !(arrays[each] ?? []).includes(array));
    return to.length === 0 ? null : { rule: "no-path", agent: each, to: [...new Set(to)] };
  };
  if (way.by === "both") return lacking(agent, [source.array, target.array]);
  const [own, other] = way.by === "push" ? [source, target] : [target, source];
  return lacking(agent, [own.array]) ?? (way.helper === null ? null : lacking(way.helper, [other.array]));
}

function lackedBy({ arrays }: ServerState, ends: readonly string[], agent: string): readonly string[] {
  return [...new Set(ends)].filter((each) => !(arrays[agent] ?? []).includes(each));
}

function inHand(state: ServerState, agent: string): number {
  return state.inHand[agent] ?? 0;
}

/** The level of an agent in an order, from 0. */
export function levelOf({ agents }: TransferConfig, agent: string): number {
  const index = agents.findIndex((level) => level.includes(agent));
  return index < 0 ? agents.length : index;
}
