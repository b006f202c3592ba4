/** The steps that bring the data to the stand-in: for each strategy of the policy its stages, the next strategy as the other way. */
import { type Micros, HOUR } from "../../../units/index.js";
import type { Act } from "../../kit/routine.js";
import { numbered } from "../../kit/steps.js";
import type { Action } from "../../words.js";
import {
  type DataStrategy,
  type Stage,
  compareData,
  compareHosts,
  conversion,
  dataStrategy,
  expectedMicros,
} from "../data/index.js";
import { aheadFor, arrayOf, inUse, isOriginal, isThere, whyVain } from "../devices.js";
import { type Facts, host, isAttached, twinFor, volume } from "../facts.js";
import { carriesItsOwn, identityAt } from "../known-as.js";
import { type FailoverStep, type Move, silentTo } from "../steps.js";
import { movesIn } from "../transformation/index.js";
import type { VolumeFacts } from "../volume-facts.js";

/** Figure numbers of these steps: of bringing data as it is, and of the stages that have numbers of their own. */
export interface DataFigures {
  readonly replicate?: string;
  /** By the name of the step. */
  readonly stages?: Readonly<Record<string, string>>;
}

/** What is used as it is comes first, then what is transformed. */
export function replicate(move: Move, strategies: readonly string[], figures: DataFigures): readonly FailoverStep[] {
  const chosen = strategies.map(dataStrategy);
  const bring = (what: Kind["what"]) => {
    const kind = kindOf(what, chosen);
    return [...backupFirst(move, kind, figures), ...strategySteps(move, kind, 0, figures)];
  };
  return [...bring("as it is"), ...bring("transformed")];
}

/** Where the policy prefers a backup to what is newer: of what it does not bring the other strategies are asked. */
function backupFirst(move: Move, kind: Kind, figures: DataFigures): readonly FailoverStep[] {
  if (move.policy.backupWhen === undefined) return [];
  const strategies = kind.strategies.filter(({ restores }) => restores === true);
  const steps = strategySteps(move, { ...kind, strategies: strategies.slice(0, 1) }, 0, figures);
  return steps.map(({ proof: _, ...step }) => ({
    ...step,
    name: step.name === "replicate" ? "use-backup" : step.name,
    act: (facts) => {
      const left = missing(facts, move, kind).filter(({ backup }) => backup !== null);
      const why = whyNoBackup(move, facts) ?? (left.length === 0 ? "nothing that is missing has a backup" : null);
      return why === null ? step.act(facts) : { skip: why };
    },
    otherwise: "skip",
  }));
}

/** Why what is newer may be used, `null` when a backup is to be. */
function whyNoBackup({ from, policy }: Move, facts: Facts): string | null {
  return policy.backupWhen === "not-orderly" && host(facts, from).endedInOrder
    ? `${from} was shut down in order, and has lost nothing`
    : null;
}

/** Volumes that need no transformation, or those that do, with the strategies for them. */
interface Kind {
  readonly what: "as it is" | "transformed";
  readonly strategies: readonly DataStrategy[];
}

function kindOf(what: Kind["what"], strategies: readonly DataStrategy[]): Kind {
  return {
    what,
    strategies: strategies.filter(({ transforms }) => (transforms === true) === (what === "transformed")),
  };
}

function strategySteps(move: Move, kind: Kind, index: number, figures: DataFigures): readonly FailoverStep[] {
  const strategy = kind.strategies[index];
  if (strategy === undefined) return [];
  const following = strategySteps(move, kind, index + 1, figures);
  return strategy.stages.map((stage, stageIndex): FailoverStep => {
    const name = stage.name ?? (index === 0 ? "replicate" : `replicate-by-${strategy.name}`);
    const isLast = stageIndex === strategy.stages.length - 1;
    return {
      name,
      ...numbered(figures.stages?.[name] ?? figures.replicate),
      phase: "data",
      destroys: move.to,
      act: (facts) => actOn(missing(facts, move, kind), strategy, stage, kind.strategies.slice(index + 1), move, facts),
      within: move.policy.limits.replicate,
      expects: (facts) => expected(missing(facts, move, kind), strategy, stageIndex, move, facts),
      asks: (facts) => dispensable(missing(facts, move, kind), strategy, kind.strategies.slice(index + 1), move, facts),
      ...(isLast ? { proof: allThere(move, kind) } : {}),
      otherwise: stage.optional === true ? "skip" : following.length > 0 ? following : "give-up",
    };
  });
}

/** Does for each volume what the strategy can do; the step fails when something is missing in the end. */
function actOn(
  volumes: readonly VolumeFacts[],
  strategy: DataStrategy,
  stage: Stage,
  following: readonly DataStrategy[],
  move: Move,
  facts: Facts,
): Act {
  const { to } = move;
  const { restores, transforms } = strategy;
  if (volumes.length === 0) return { skip: `${to} has all the data` };
  const acts = volumes.map((each) => {
    if (each.left === "backup" && restores !== true) return { cannot: `no device holds ${each.name} any more` };
    // What an attempt in vain has left needs only to be presented, and so does what the stand-in had of its owner itself.
    const twin = transforms === true ? null : (twinFor(each, to, facts) ?? originalFor(each, move, facts));
    if (twin !== null) return { kind: "reassign" as const, volume: each.name, device: twin, to };
    const why =
      strategy.lacks(each, to, facts) ??
      whyNotAsked(each, strategy, following, move, facts) ??
      whyNotFound(each, stage, move);
    if (why !== null) return { cannot: why };
    const act = withIdentity(stage.act(each, to, facts), each, move, facts);
    const vain = act !== null && "device" in act ? whyVain(each, act.device) : null;
    if (vain === null && (act === null || !("cannot" in act))) return act;
    const now = madeNow(each, strategy, following, move, facts);
    return now !== null ? withIdentity(now, each, move, facts) : vain === null ? act : { cannot: vain };
  });
  const actions = acts.flatMap((act) => (act === null || "cannot" in act ? [] : [act]));
  if (actions.length > 0) {
    const within = patience(actions, volumes, strategy, following, move, facts);
    return { do: actions, ...(within !== null && { within }) };
  }
  const obstacles = acts.flatMap((act) => (act !== null && "cannot" in act ? [act.cannot] : []));
  return obstacles.length === 0 ? { skip: "nothing in this stage" } : { cannot: [...new Set(obstacles)].join("; ") };
}

/**
 * What a strategy would go on with was not made ahead, or is gone, its disk exchanged since, say; no way that follows is of use, and
 * what is in use is whole: then that is brought now, since later is better than never.
 */
export function madeNow(
  known: VolumeFacts,
  strategy: DataStrategy,
  following: readonly DataStrategy[],
  { to }: Pick<Move, "to">,
  facts: Facts,
): Action | null {
  const made = aheadFor(known, to);
  if (strategy.needsAhead !== true || (made !== null && whyVain(known, made) === null)) return null;
  if (known.left !== "devices" || whyVain(known, inUse(known)) !== null) return null;
  if (following.some((each) => each.lacks(known, to, facts) === null)) return null;
  return strategy.instead?.(known, to, facts) ?? null;
}

/** The device of the owner itself, if a stand-in has worked with it and it is to be given back: nothing has to be copied for that. */
function originalFor(known: VolumeFacts, { from, to, kind }: Move, facts: Facts): string | null {
  if (kind !== "failback" || from === to || known.owner !== to || known.left !== "devices") return null;
  const device = inUse(known);
  const isGood = isOriginal(known) && whyVain(known, device) === null;
  return isGood && isAttached(facts, to, known, device) ? device : null;
}

/** Where the policy wants that, the copy of a system is given the identity under which the stand-in is to serve. */
function withIdentity(act: ReturnType<Stage["act"]>, { holds }: VolumeFacts, move: Move, facts: Facts): typeof act {
  if (move.policy.identity?.set !== "during-copy" || holds !== "system" || carriesItsOwn(facts, move)) return act;
  if (act === null || "cannot" in act) return act;
  const isCopied = act.kind === "copy" || act.kind === "update" || act.kind === "transform";
  return isCopied ? { ...act, identity: identityAt(facts, move, move.to) } : act;
}

/** Nobody waits for a storage system that has not even answered the withdrawal where another way needs it for nothing. */
function whyNotAsked(
  known: VolumeFacts,
  strategy: DataStrategy,
  following: readonly DataStrategy[],
  move: Move,
  facts: Facts,
): string | null {
  const silent = silentTo(known, move);
  if (silent === null || askedBy(strategy, known) !== silent) return null;
  return isHadWithout(silent, known, following, move, facts) ? `${silent} does not answer` : null;
}

function askedBy({ asks }: DataStrategy, known: VolumeFacts): string {
  return asks?.(known) ?? arrayOf(known, inUse(known));
}

/** The data can be had without this storage system: in another way, or by another stand-in. */
function isHadWithout(
  array: string,
  known: VolumeFacts,
  following: readonly DataStrategy[],
  { to, elsewhere = [] }: Move,
  facts: Facts,
): boolean {
  const isOtherWay = (each: DataStrategy): boolean =>
    askedBy(each, known) !== array && each.lacks(known, to, facts) === null;
  return elsewhere.length > 0 || following.some(isOtherWay);
}

/**
 * The storage systems that are at work on this and that all of it could be had without; those of its home without which a group
 * that is to go back stays where it is.
 */
function dispensable(
  volumes: readonly VolumeFacts[],
  strategy: DataStrategy,
  following: readonly DataStrategy[],
  move: Move,
  facts: Facts,
): readonly string[] {
  const isHad = volumes.every((each) => isHadWithout(askedBy(strategy, each), each, following, move, facts));
  const asked = isHad ? volumes.map((each) => askedBy(strategy, each)) : [];
  const away = move.kind === "failback" ? volumes.filter((each) => each.array !== arrayOf(each, inUse(each))) : [];
  return [...new Set([...asked, ...away.map(({ array }) => array)])];
}

const QUICK = ["reassign", "split-mirror", "break-mirror", "share"] as const;

/** Whether a storage system does it without moving bytes. */
export function isQuick(action: Action): action is Extract<Action, { readonly kind: (typeof QUICK)[number] }> {
  return QUICK.some((kind) => kind === action.kind);
}

/**
 * A storage system may lose its power after it has withdrawn a device, and nobody hears of that: where the data could be had
 * without it, an order that moves nothing is not waited for much longer than it takes.
 */
function patience(
  actions: readonly Action[],
  volumes: readonly VolumeFacts[],
  strategy: DataStrategy,
  following: readonly DataStrategy[],
  move: Move,
  facts: Facts,
): Micros | null {
  if (!actions.every(isQuick)) return null;
  if (dispensable(volumes, strategy, following, move, facts).length === 0) return null;
  const { limits } = move.policy;
  const usual = expected(volumes, strategy, 0, move, facts);
  return Math.min(limits.replicate, Math.max(limits.relay, PATIENCE * usual));
}

/** By so much longer than usual an order may take: a storage system that is slow is seldom taken for a dead one. */
export const PATIENCE = 10;

/** What is only found in a storage system that has not answered is done without. */
function whyNotFound(known: VolumeFacts, { finds }: Stage, { from }: Move): string | null {
  const silent = finds === undefined ? null : silentTo(known, { from });
  return silent !== null && finds?.(known) === silent ? `${silent} does not answer` : null;
}

function expected(
  volumes: readonly VolumeFacts[],
  strategy: DataStrategy,
  stage: number,
  { to, policy }: Move,
  facts: Facts,
): Micros {
  const every = policy.aheadEvery ?? HOUR;
  const able = volumes.filter((each) => strategy.lacks(each, to, facts) === null);
  return expectedMicros(able.flatMap((each) => strategy.estimate(each, to, facts, every)[stage] ?? []));
}

function allThere(move: Move, kind: Kind): NonNullable<FailoverStep["proof"]> {
  return {
    of: `all the data at ${move.to}`,
    shownAt: (facts) => (missing(facts, move, kind).length === 0 ? Infinity : null),
    found: (facts) =>
      `none of ${missing(facts, move, kind)
        .map(({ name }) => name)
        .join(", ")}`,
  };
}

/** Volumes of a kind that the stand-in cannot use yet. */
function missing(facts: Facts, move: Move, { what }: Kind): readonly VolumeFacts[] {
  return movingVolumes(facts, move)
    .filter((each) => !isThere(each, move.to))
    .filter((each) => (conversion(each, move.to, facts) === null) === (what === "as it is"));
}

/**
 * The volumes that move: not those of which the stand-in uses its own. Each moves from where it is: what an earlier stand-in
 * of another make left behind is no more use to the next one of that make, or to the same one once more.
 */
export function movingVolumes(
  facts: Facts,
  { from, to, volumes, policy }: Pick<Move, "from" | "to" | "volumes" | "policy">,
) {
  const comparison = compareHosts(from, to, facts, policy.parts);
  return volumes
    .map((name) => volume(facts, name))
    .filter((known) => {
      const { holds, holder, madeFor } = known;
      const way = holder === from && madeFor === null ? comparison : compareData(known, to, facts, policy.parts);
      return (policy.parts?.includes(holds) ?? true) && movesIn(way, holds);
    });
}
