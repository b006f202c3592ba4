/** A storage system may not answer: what could be had without it, and how long what was ordered there is waited for. */
import { type Micros, HOUR } from "../../../units/index.js";
import type { Action } from "../../words.js";
import { type DataStrategy, type Stage, expectedMicros } from "../data/index.js";
import { arrayOf, inUse } from "../devices.js";
import type { Facts } from "../facts.js";
import { type Move, silentTo } from "../steps.js";
import type { VolumeFacts } from "../volume-facts.js";

/** Nobody waits for a storage system that has not even answered the withdrawal where another way needs it for nothing. */
export function whyNotAsked(
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
export function isHadWithout(
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
export function dispensable(
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
export function patience(
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
export function whyNotFound(known: VolumeFacts, { finds }: Stage, { from }: Move): string | null {
  const silent = finds === undefined ? null : silentTo(known, { from });
  return silent !== null && finds?.(known) === silent ? `${silent} does not answer` : null;
}

export function expected(
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
