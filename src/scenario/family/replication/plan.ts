/** What `check` tells of transfers: who carries each out, who would take over and how, what that takes, and what nobody would survive. */
import {
  choose,
  type Choice,
  newServer,
  noticing,
  type RunFacts,
  runSteps,
  sayReason,
  sayTime,
  type ServerState,
  type TransferCommand,
  type TransferConfig,
} from "../../../control/index.js";
import type { WorldSpec } from "../../../model/index.js";
import { SECOND } from "../../../units/index.js";
import type { PlannedMove, PlannedStep } from "../../assembly/planned-move.js";
import { followSteps } from "../../assembly/planned-steps.js";
import type { FamilyPlan } from "../family.js";
import { copyTime } from "./copy-time.js";
import { serverConfig } from "./config.js";
import type { ReplicationMeaning } from "./meaning.js";
import type { ReplicationSpec } from "./policy.js";
import { SingleParts } from "./single-parts.js";

export function planReplication(part: ReplicationSpec, meaning: ReplicationMeaning, world: WorldSpec): FamilyPlan {
  const state = newServer(serverConfig(meaning, part));
  return {
    about: sayPolicy(part),
    moves: meaning.transfers.map((transfer) => planTransfer(transfer, state, { part, meaning, world })),
  };
}

function sayPolicy({ server }: ReplicationSpec): string {
  const who = server.order === "path-aware" ? "the next agent on a path" : "whoever is next";
  const takeover = !server.failover
    ? "a transfer waits for its agent"
    : `${who} takes over ${server.checkpoints ? "from what is at the target" : "from the first extent"}`;
  return server.epochs ? takeover : `${takeover}; targets cannot tell who is commanded`;
}

interface Around {
  readonly part: ReplicationSpec;
  readonly meaning: ReplicationMeaning;
  readonly world: WorldSpec;
}

/** What is done when the first agent of its order fails in the middle of a run. */
function planTransfer(transfer: TransferConfig, state: ServerState, around: Around): PlannedMove {
  const { meaning, world } = around;
  const { policy } = state.config;
  const first = choose(state, transfer).chosen;
  const primary = first?.agent ?? transfer.agents[0]![0]!;
  const watch = state.watches[primary];
  if (watch !== undefined) watch.verdict = "failed";
  const { chosen, passedOver } = choose(state, transfer);
  if (watch !== undefined) watch.verdict = "healthy";
  const { signs, within } = noticing(policy.detect, policy.every);
  const size = sizeOf(transfer, world);
  const whole = first === null ? null : copyTime(first, transfer, meaning, world, size);
  return {
    subjects: [transfer.name],
    from: primary,
    to: chosen?.agent ?? null,
    excluded: passedOver.map(({ agent, because }) => ({ host: agent, why: sayReason(because) })),
    notices: [...signs, "an agent that refuses, breaks off, or does not answer a command"],
    noticedWithinMicros: within,
    ahead: [{ does: sayRun(transfer, primary, whole), figure: null }],
    steps: chosen === null ? [] : planSteps(chosen, transfer, around, size),
  };
}

function planSteps(
  chosen: NonNullable<Choice["chosen"]>,
  transfer: TransferConfig,
  { part, meaning, world }: Around,
  size: number,
): readonly PlannedStep[] {
  const { name, source, target, mode, extent, before, after } = transfer;
  const command: TransferCommand = {
    ...{ agent: chosen.agent, number: 2, way: chosen.way, before, after, takesOver: true, known: 0 },
    order: { transfer: name, run: 1, epoch: 2, source, target, mode, extent },
    afresh: !part.server.checkpoints,
    checkpointEvery: part.server.checkpointEvery,
  };
  const facts: RunFacts = {
    command,
    told: false,
    held: null,
    extents: 1,
    grade: null,
    opened: true,
    closed: false,
    applications: {},
  };
  const steps = followSteps(runSteps(command, part.agent), facts, world, (known, action) => {
    // How an application is found is the worst for a plan: as the one that died has left it.
    if (action.kind === "ask-application") known.applications[`${action.host} ${action.application}`] = "quiesced";
  });
  // At most: as if nothing had arrived yet.
  const copying = copyTime(chosen, transfer, meaning, world, size);
  // It may take whatever it takes for as long as it gets on.
  const copied = { expectedMicros: copying, withinMicros: Infinity };
  return steps.map((step) => (step.name === "copy" ? { ...step, ...copied } : step));
}

function sayRun({ agents, every, mode }: TransferConfig, primary: string, whole: number | null): string {
  const order = agents.map((level) => level.join(" and ")).join(", then ");
  const often = every === null ? "once" : `every ${sayTime(every)}`;
  const takes = whole === null ? "" : `; all of it takes ${sayTime(Math.round(whole / SECOND) * SECOND)}`;
  return `${mode} copy ${often} by ${primary} (order: ${order})${takes}`;
}

function sizeOf({ source }: TransferConfig, { arrays }: WorldSpec): number {
  return arrays.flatMap(({ volumes }) => volumes).find(({ name }) => name === source.volume)?.size ?? 0;
}

/** One sentence for each failure that stops a transfer whatever the policy. */
export function replicationWeaknesses(meaning: ReplicationMeaning | undefined, world: WorldSpec): readonly string[] {
  const parts = new SingleParts(world);
  return (meaning?.transfers ?? []).flatMap((transfer) => {
    const { name, agents, linked } = transfer;
    const all = agents.flat();
    const movers = meaning!.agents.filter((each) => all.includes(each.name));
    const isWhole = (each: (typeof movers)[number]) =>
      linked || [transfer.source.array, transfer.target.array].every((array) => each.arrays.includes(array));
    const found: string[] = [];
    if (all.length === 1) found.push(`${name}: nobody stands in for ${all[0]}`);
    if (!movers.some(isWhole)) found.push(`${name}: every agent needs another one at the other end`);
    const single = parts.of(transfer, movers);
    if (single.length > 0) found.push(`${name}: nobody reaches both ends when ${listed(single)} fails`);
    const left = world.arrays.find((each) => each.name === transfer.target.array);
    if (left?.diskAdapters.length === 1) found.push(`${name}: ${left.name} has a single disk adapter`);
    const user = userOf(transfer, world);
    if (user !== null)
      found.push(`${name}: while ${user} works with ${transfer.target.volume} nothing is written back`);
    return found;
  });
}

/** The host that works with what is written to, and has no script unmount it; `null`: none does. */
function userOf({ target, before }: TransferConfig, { arrays }: WorldSpec): string | null {
  if (target.copy !== null) return null;
  const host = arrays.flatMap(({ volumes }) => volumes).find(({ name }) => name === target.volume)?.host ?? null;
  return before.some((each) => each.script === "unmount" && each.host === host) ? null : host;
}

const MOST_LISTED = 8;

function listed(names: readonly string[]): string {
  const told =
    names.length > MOST_LISTED
      ? [...names.slice(0, MOST_LISTED), `one of ${names.length - MOST_LISTED} others`]
      : names;
  return told.length === 1 ? told[0]! : `${told.slice(0, -1).join(", ")} or ${told.at(-1)}`;
}
