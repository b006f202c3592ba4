/** What `check` tells of transfers: who carries each out, who would take over and how, what that takes, and what nobody would survive. */
import {
  choose,
  type Choice,
  newServer,
  noticing,
  type RunFacts,
  runSteps,
  sayReason,
  type ServerState,
  type TransferCommand,
  type TransferConfig,
} from "../../../control/index.js";
import type { WorldSpec } from "../../../model/index.js";
import { type Micros, sayLength, SECOND } from "../../../units/index.js";
import { masked, movesToldOnce, type NamedMove } from "../../assembly/alike.js";
import type { PlannedMove, PlannedStep } from "../../assembly/planned-move.js";
import { followSteps } from "../../assembly/planned-steps.js";
import type { FamilyPlan } from "../family.js";
import { copyTime } from "./copy-time.js";
import { serverConfig } from "./config.js";
import type { ReplicationMeaning } from "./meaning.js";
import type { ReplicationSpec } from "./policy.js";

export function planReplication(part: ReplicationSpec, meaning: ReplicationMeaning, world: WorldSpec): FamilyPlan {
  const state = newServer(serverConfig(meaning, part));
  const times = new Map<string, Micros>();
  const moves = meaning.transfers.map((transfer): NamedMove => {
    const { move, takes } = planTransfer(transfer, state, { part, meaning, world });
    if (takes !== null) times.set(transfer.name, takes);
    const names = partsOf(transfer, move);
    const phrases = takes === null ? [] : [sayTakes(takes)];
    return { move, names, phrases, whys: move.excluded.map(({ why }) => masked(why, names)) };
  });
  return { about: sayPolicy(part), moves: movesToldOnce(moves).map((move) => sayRange(move, times)) };
}

/** What plays a part in a transfer, the same parts in the same order for each; how much there is to copy is one of them. */
function partsOf(transfer: TransferConfig, { from, to, steps }: PlannedMove): readonly string[] {
  const { name, source, target, agents, before, after } = transfer;
  const ends = [source, target].flatMap(({ volume, array, copy }) => [volume, array, copy ?? ""]);
  const scripts = [...before, ...after].flatMap(({ host, application }) => [host, application]);
  const again = steps.find(isCopy)?.expectedMicros ?? null;
  const time = again === null ? [] : [String(again)];
  return [name, ...ends, from, to ?? "", ...agents.flat(), ...scripts, ...time];
}

/** Of many that are told as one: from the shortest copy to the longest. */
function sayRange(move: PlannedMove, times: ReadonlyMap<string, Micros>): PlannedMove {
  const all = [move, ...(move.alike ?? [])].flatMap(({ subjects }) => times.get(subjects[0] ?? "") ?? []);
  const [least, most] = [
    all.reduce((one, other) => Math.min(one, other), Infinity),
    all.reduce((one, other) => Math.max(one, other), 0),
  ];
  if (move.alike === undefined || least >= most) return move;
  return { ...move, differingBy: `names and sizes alone (all of one takes ${sayWhole(least)} to ${sayWhole(most)})` };
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
function planTransfer(
  transfer: TransferConfig,
  state: ServerState,
  around: Around,
): { readonly move: PlannedMove; readonly takes: Micros | null } {
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
  const rivals = (state.named.rivals.get(transfer.name) ?? []).map(({ name }) => name);
  const move: PlannedMove = {
    subjects: [transfer.name],
    from: primary,
    to: chosen?.agent ?? null,
    excluded: passedOver.map(({ agent, because }) => ({ host: agent, why: sayReason(because) })),
    notices: [...signs, "an agent that refuses, breaks off, or does not answer a command"],
    noticedWithinMicros: within,
    ahead: [
      { does: sayRun(transfer, primary, whole), figure: null },
      ...(rivals.length === 0 ? [] : [{ does: sayWait(rivals), figure: null }]),
    ],
    steps: chosen === null ? [] : planSteps(chosen, transfer, around, size),
  };
  return { move, takes: whole };
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
  return steps.map((step) => (isCopy(step) ? { ...step, ...copied } : step));
}

function sayRun({ agents, every, mode }: TransferConfig, primary: string, whole: number | null): string {
  const order = agents.map((level) => level.join(" and ")).join(", then ");
  const often = every === null ? "once" : `every ${sayLength(every)}`;
  const takes = whole === null ? "" : `; ${sayTakes(whole)}`;
  return `${mode} copy ${often} by ${primary} (order: ${order})${takes}`;
}

function sayWait(rivals: readonly string[]): string {
  return `waits while ${rivals.join(" or ")} is carried out, which write${rivals.length === 1 ? "s" : ""} to the same place`;
}

function sayTakes(whole: Micros): string {
  return `all of it takes ${sayWhole(whole)}`;
}

/** To the second: it is worked out from bandwidths alone. */
function sayWhole(time: Micros): string {
  return sayLength(Math.round(time / SECOND) * SECOND);
}

function sizeOf({ source }: TransferConfig, { arrays }: WorldSpec): number {
  return arrays.flatMap(({ volumes }) => volumes).find(({ name }) => name === source.volume)?.size ?? 0;
}

function isCopy({ name }: PlannedStep): boolean {
  return name === "copy";
}
