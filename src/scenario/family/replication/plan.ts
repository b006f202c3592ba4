/** What `check` tells of transfers: who carries each out, who would take over and how, what that takes, and what nobody would survive. */
import {
  choose,
  type Choice,
  newServer,
  noticing,
  type RunFacts,
  runSteps,
  sayReason,
  type ServerConfig,
  type TransferCommand,
  type TransferConfig,
} from "../../../control/index.js";
import type { WorldSpec } from "../../../model/index.js";
import { SECOND } from "../../../units/index.js";
import type { PlannedMove } from "../../assembly/planned-move.js";
import { followSteps } from "../../assembly/planned-steps.js";
import type { FamilyPlan } from "../family.js";
import { copyTime } from "./copy-time.js";
import { serverConfig } from "./config.js";
import type { ReplicationMeaning } from "./meaning.js";
import type { ReplicationSpec } from "./policy.js";

export function planReplication(part: ReplicationSpec, meaning: ReplicationMeaning, world: WorldSpec): FamilyPlan {
  const config = serverConfig(meaning, part);
  return {
    about: sayPolicy(part),
    moves: meaning.transfers.map((transfer) => planTransfer(transfer, config, { part, meaning, world })),
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
function planTransfer(transfer: TransferConfig, config: ServerConfig, around: Around): PlannedMove {
  const { part, meaning, world } = around;
  const state = newServer(config);
  const first = choose(state, transfer).chosen;
  const primary = first?.agent ?? transfer.agents[0]![0]!;
  if (state.watches[primary] !== undefined) state.watches[primary].verdict = "failed";
  const { chosen, passedOver } = choose(state, transfer);
  const { signs, within } = noticing(config.policy.detect, config.policy.every);
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
    steps: chosen === null ? [] : planSteps(chosen, transfer, part, world),
  };
}

function planSteps(
  chosen: NonNullable<Choice["chosen"]>,
  transfer: TransferConfig,
  part: ReplicationSpec,
  world: WorldSpec,
) {
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
  return followSteps(runSteps(command, part.agent), facts, world, (known, action) => {
    // How an application is found is the worst for a plan: as the one that died has left it.
    if (action.kind === "ask-application") known.applications[`${action.host} ${action.application}`] = "quiesced";
  });
}

function sayRun({ agents, every, mode }: TransferConfig, primary: string, whole: number | null): string {
  const order = agents.map((level) => level.join(" and ")).join(", then ");
  const often = every === null ? "once" : `every ${every / SECOND} s`;
  const takes = whole === null ? "" : `; all of it takes ${Math.round(whole / SECOND)} s`;
  return `${mode} copy ${often} by ${primary} (order: ${order})${takes}`;
}

function sizeOf({ source }: TransferConfig, { arrays }: WorldSpec): number {
  return arrays.flatMap(({ volumes }) => volumes).find(({ name }) => name === source.volume)?.size ?? 0;
}

/** One sentence for each failure that stops a transfer whatever the policy. */
export function replicationWeaknesses(meaning: ReplicationMeaning | undefined, world: WorldSpec): readonly string[] {
  return (meaning?.transfers ?? []).flatMap((transfer) => {
    const { name, agents, linked } = transfer;
    const all = agents.flat();
    const movers = meaning!.agents.filter((each) => all.includes(each.name));
    const isWhole = (each: (typeof movers)[number]) =>
      linked || [transfer.source.array, transfer.target.array].every((array) => each.arrays.includes(array));
    const found: string[] = [];
    if (all.length === 1) found.push(`${name}: nobody stands in for ${all[0]}`);
    if (!movers.some(isWhole)) found.push(`${name}: every agent needs another one at the other end`);
    const left = world.arrays.find((each) => each.name === transfer.target.array);
    if (left?.diskAdapters.length === 1) found.push(`${name}: ${left.name} has a single disk adapter`);
    return found;
  });
}
