/** What failover would do when a host fails, step by step, worked out from the configuration before any failure. */
import {
  actsAhead,
  aheadTasks,
  candidatesFor,
  type FailoverConfig,
  type FailoverPolicy,
  type Facts,
  initialState,
  learnOutcome,
  type Move,
  noticing,
  optionsOf,
  preset,
  relaysOf,
  whyNotEligible,
} from "../../control/index.js";
import { imagine, kindOf, watchersIn, type WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { PlannedMove } from "./planned-move.js";
import { followSteps } from "./planned-steps.js";

/** The routine in one sentence, and what it would do for each group of services that move together. */
export function planFailover(world: WorldSpec, config: FailoverConfig) {
  const { about } = preset(config.policy.preset);
  return { about, moves: config.groups.flatMap((_, index) => planMoves(world, config, index)) };
}

/** What would be done with the first stand-in, and with each other one for which it would be something else. */
function planMoves(world: WorldSpec, config: FailoverConfig, index: number): readonly PlannedMove[] {
  const { services, holder: from, volumes } = config.groups[index]!;
  const facts = factsBefore(config);
  const { policy } = config;
  const candidates = candidatesFor(config, from).filter((name) => name !== from);
  const judged = candidates.map((host) => ({
    host,
    why: whyNot({ from, to: host, home: from, services, volumes, policy }, config, facts),
  }));
  const able = judged.flatMap(({ host, why }) => (why === null ? [host] : []));
  const excluded = judged.flatMap(({ host, why }) => (why === null ? [] : [{ host, why }]));
  const empty = { subjects: services, from, excluded, ...noticed(from, world, config) };
  if (able.length === 0) return [{ ...empty, to: null, ahead: [], steps: [] }];
  const moves = able.map((to) => {
    const move: Move = { from, to, home: from, services, volumes, policy, kind: "takeover" };
    return { ...empty, to, ...planMove(world, move, factsBefore(config)) };
  });
  const likeWhom = moves.map((move) => JSON.stringify(masked(move, world)));
  return moves.filter((_, at) => likeWhom.indexOf(likeWhom[at]!) === at);
}

/** What makes one plan like another: all but which stand-in it is, and how that is reached. */
function masked({ to, ahead, steps }: PlannedMove, { hosts }: WorldSpec): unknown {
  const names = [to, hosts.find(({ name }) => name === to)?.relay].flatMap((name) => name ?? []);
  const mask = (text: string): string => names.reduce((left, name) => left.replaceAll(name, "*"), text);
  return JSON.parse(mask(JSON.stringify({ ahead, steps }))) as unknown;
}

function planMove(world: WorldSpec, move: Move, facts: Facts): Pick<PlannedMove, "ahead" | "steps"> {
  const { policy } = move;
  const tasks = actsAhead(policy) ? aheadTasks(move, facts) : [];
  const ahead = tasks.map(({ action, because }) => ({
    does: kindOf(action).say(action, world),
    figure: because.rule === "ahead" ? because.figure : null,
  }));
  for (const { action } of tasks) learnOutcome(facts, action, imagine(action), 0);
  const routine = preset(policy.preset).steps(move, relaysOf(move, facts));
  return { ahead, steps: followSteps(routine, facts, world, learnOutcome, move.from) };
}

/** How the failure of a host comes to be known. */
function noticed(name: string, world: WorldSpec, { policy, hosts }: FailoverConfig) {
  const watcher = watchersIn(world.agents).get(name);
  // An agent on a host that is off reports nothing, and is missed by nobody.
  const reports = world.hosts.find((each) => each.name === watcher?.host)?.power === "on";
  const reportEvery = (reports ? hosts.find((each) => each.name === name)?.reportEvery : null) ?? null;
  const { signs, together, within } = noticing(policy.detect, reportEvery);
  const elsewhere = watcher === undefined || watcher.host === name ? [] : [`its agent runs on ${watcher.host}`];
  const joint = together.length === 0 ? [] : [together.join(", and ")];
  const onTheWay = latencyTo(watcher?.host ?? name, world) + (world.controller.store ?? 0);
  return {
    notices: [...joint, ...signs, ...elsewhere],
    noticedWithinMicros: within === null ? null : within + onTheWay,
  };
}

/** How long at most a sign of a host is on its way to the controller. */
function latencyTo(name: string, { hosts, networks, controller }: WorldSpec): Micros {
  const host = hosts.find((each) => each.name === name);
  const own = host === undefined ? [] : [host.network, ...(host.alsoOn ?? [])];
  const shared = networks.filter((each) => own.includes(each.name) && controller.networks.includes(each.name));
  const latencies = (shared.length > 0 ? shared : networks).map(({ latency }) => latency);
  return shared.length > 0 ? Math.max(...latencies) : latencies.reduce((sum, each) => sum + each, 0);
}

/** What is known when the run begins: who serves, and nothing of how the others stand. */
function factsBefore(config: FailoverConfig): Facts {
  return initialState(config).facts;
}

/** Never, by configuration; or because it has services of its own and the policy does not take such a host. */
function whyNot(move: Parameters<typeof whyNotEligible>[0], config: FailoverConfig, facts: Facts): string | null {
  const serves = config.groups.find(({ holder }) => holder === move.to);
  if (serves !== undefined && !takesActive(move.policy)) return `it serves ${serves.services.join(", ")} itself`;
  return whyNotEligible(move, facts);
}

function takesActive(policy: FailoverPolicy): boolean {
  return optionsOf(policy, preset(policy.preset)).standby === "active";
}

/** Hosts that are taken for off, and are on: what is laid over their data they would not see before they start anew. */
export function coldStandbysThatAreOn(policy: string, world: WorldSpec, config: FailoverConfig): readonly string[] {
  if (optionsOf(config.policy, preset(config.policy.preset)).standby !== "cold") return [];
  const on = world.hosts.filter(({ power }) => power === "on").map(({ name }) => name);
  return planFailover(world, config).moves.flatMap(({ to, subjects, steps }) =>
    to !== null && on.includes(to) && steps.some(({ name }) => name === "replicate")
      ? [`under ${policy} ${to} should be off until ${subjects.join(", ")} needs it (\`standby: cold\`), and is on`]
      : [],
  );
}
