/** The steps that bring the data to the stand-in: for each strategy of the policy its stages, the next strategy as the other way. */
import type { Act } from "../../kit/step.js";
import { numbered } from "../../kit/steps.js";
import { type DataStrategy, type Stage, conversion, dataStrategy } from "../data/index.js";
import { inUse, isOriginal, isThere, whyVain } from "../devices.js";
import { type Facts, host, isAttached, twinFor } from "../facts.js";
import { carriesItsOwn, identityAt } from "../known-as.js";
import type { FailoverStep, Move } from "../steps.js";
import type { VolumeFacts } from "../volume-facts.js";
import { insteadOf } from "./instead.js";
import { movingVolumes } from "./moving-volumes.js";
import { dispensable, expected, patience, whyNotAsked, whyNotFound } from "./without.js";

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
    const vain = stage.written !== true && act !== null && "device" in act ? whyVain(each, act.device) : null;
    if (vain === null && (act === null || !("cannot" in act))) return act;
    const now = insteadOf(each, strategy, following, move, facts);
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
