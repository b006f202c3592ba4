/** All replications of one policy: a given number of them, or as many as a precision takes. */
import type { PrecisionResult } from "../result/index.js";
import type { Scenario } from "../scenario/index.js";
import { missingToOne, precisionOf, type Precision, type Tally } from "../stats/index.js";
import type { Executor } from "./executor.js";
import { LEVEL, type PolicyAggregate } from "./policy-aggregate.js";
import type { ReplicationOutcome } from "./run-replication.js";
import { runReplications, type Arm } from "./run-replications.js";

/** Replications are added until the interval of a measure is narrow enough. */
export interface PrecisionGoal {
  /** Half the interval as a share of the size of the mean: 0.05 for 5 %. */
  readonly relative: number;
  /** Keys of the measures that must be so precise; empty: the availability of every service, by the share that is missing. */
  readonly measures: readonly string[];
  /** No more replications than these. */
  readonly maximum: number;
}

export interface ReplicationPlan {
  /** Without a precision all there are, with one the first round. */
  readonly replications: number;
  readonly precision: PrecisionGoal | null;
}

export interface ReplicationHooks {
  /** After each replication was added, in their order. */
  readonly added?: (outcome: ReplicationOutcome) => void;
  /** More replications turned out to be needed. */
  readonly planned?: ((total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Adds replications to the aggregate and tells whether the precision holds; `null` when none was asked for. */
export async function replicatePolicy(
  executor: Executor,
  arm: Arm,
  scenario: Scenario,
  aggregate: PolicyAggregate,
  plan: ReplicationPlan,
  hooks: ReplicationHooks = {},
): Promise<PrecisionResult | null> {
  const run = (first: number, count: number): Promise<void> =>
    runReplications(
      executor,
      arm,
      { first, count },
      (outcome) => {
        aggregate.add(outcome);
        hooks.added?.(outcome);
      },
      hooks.signal,
    );
  const { signal, planned } = hooks;
  const [found] = await replicateArms([{ aggregate, scenario, run }], plan, { signal, planned });
  return found ?? null;
}

/** One of several policies that get as many replications each. */
export interface ReplicatedArm {
  readonly aggregate: PolicyAggregate;
  readonly scenario: Scenario;
  run(first: number, count: number): Promise<void>;
}

/** In rounds, until all are as precise; as many for each, so that they make pairs. Tells of each whether the precision holds. */
export async function replicateArms(
  arms: readonly ReplicatedArm[],
  { replications, precision }: ReplicationPlan,
  { signal, planned }: Pick<ReplicationHooks, "signal" | "planned">,
): Promise<readonly (PrecisionResult | null)[]> {
  const round = (total: number) =>
    Promise.all(arms.map(({ aggregate, run }) => run(aggregate.count, total - aggregate.count)));
  if (precision === null || arms.every(({ scenario }) => keysOf(precision, scenario).length === 0)) {
    await round(replications);
    return arms.map(() => (precision === null ? null : { asked: precision.relative, held: false, measures: [] }));
  }
  let total = Math.min(Math.max(replications, MINIMUM), precision.maximum);
  for (;;) {
    planned?.(total);
    await round(total);
    const found = arms.map(({ aggregate, scenario }) => lookAt(aggregate, keysOf(precision, scenario), precision));
    const isOver = found.every(({ held }) => held) || total === precision.maximum;
    if (signal?.aborted === true || isOver) return found.map(({ result }) => result);
    total = Math.min(nextTotal(total, Math.max(...found.map(({ needed }) => needed))), precision.maximum);
  }
}

/** Below these a variance that happens to look small would stop the run too early. */
const MINIMUM = 10;

/**
 * How many replications the next round ends with: what the variance so far asks for, but never more than twice as many,
 * since a variance of few is itself uncertain. It follows from the results alone, so that it is the same on any machine.
 */
function nextTotal(total: number, needed: number): number {
  return Math.max(total + Math.ceil(total / 10), Math.min(needed, 2 * total));
}

/** What has to be precise; nothing in a world without services, unless somebody names it. */
function keysOf({ measures }: PrecisionGoal, { world }: Scenario): readonly string[] {
  return measures.length > 0 ? measures : world.services.map(({ name }) => `${name}.availability`);
}

function lookAt(aggregate: PolicyAggregate, keys: readonly string[], goal: PrecisionGoal) {
  const measures = keys.map((key) => {
    const precision = precisionOf(imprecise(key, aggregate.tallyOf(key)), { relative: goal.relative, level: LEVEL });
    return { key, precision };
  });
  const held = measures.every(({ precision }) => isReached(precision));
  const needed = Math.max(...measures.map(({ precision }) => precision.replicationsNeeded));
  const result: PrecisionResult = {
    asked: goal.relative,
    held,
    measures: measures.map(({ key, precision: { state, relativeHalfWidth } }) => {
      return { key, state, relativeHalfWidth: Number.isFinite(relativeHalfWidth) ? relativeHalfWidth : null };
    }),
  };
  return { held, needed, result };
}

/** Replications that all agree on something leave nothing to wait for; that all saw nothing may be for want of replications. */
function isReached({ state, relativeHalfWidth }: Precision): boolean {
  return state === "reached" || (state === "no variation" && relativeHalfWidth === 0);
}

/** 5 % of 0.99999 says nothing: of an availability the share that is missing has to be precise. */
function imprecise(key: string, tally: Tally): Tally {
  if (!/\.availability(\.|$)/.test(key)) return tally;
  return missingToOne(tally);
}
