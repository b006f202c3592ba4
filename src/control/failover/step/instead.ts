/** What brings a volume where that is of no use which its strategy would go on with: what was not made ahead is made now, or what was is taken as it is. */
import type { Action } from "../../words.js";
import type { DataStrategy } from "../data/index.js";
import { aheadFor, inUse, whyVain } from "../devices.js";
import type { Facts } from "../facts.js";
import type { Move } from "../steps.js";
import type { VolumeFacts } from "../volume-facts.js";

/** @param following the ways of the policy that come after this one */
export function insteadOf(
  known: VolumeFacts,
  strategy: DataStrategy,
  following: readonly DataStrategy[],
  { to }: Pick<Move, "to">,
  facts: Facts,
): Action | null {
  if (known.left !== "devices") return null;
  return whyVain(known, inUse(known)) === null
    ? madeNow(known, strategy, following, to, facts)
    : keptAhead(known, strategy, following, to, facts);
}

/**
 * What a strategy would go on with was not made ahead, or is gone, its disk exchanged since, say; no way that follows is of use, and
 * what is in use is whole: then that is brought now, since later is better than never.
 */
function madeNow(
  known: VolumeFacts,
  strategy: DataStrategy,
  following: readonly DataStrategy[],
  to: string,
  facts: Facts,
): Action | null {
  const made = aheadFor(known, to);
  if (strategy.needsAhead !== true || (made !== null && whyVain(known, made) === null)) return null;
  if (following.some((each) => each.lacks(known, to, facts) === null)) return null;
  return strategy.instead?.(known, to, facts) ?? null;
}

/**
 * What is in use is of no use, and no way that follows does without it: then what was made ahead is gone on with as it is. What was
 * written since is lost, and whoever starts with it says so.
 */
function keptAhead(
  known: VolumeFacts,
  strategy: DataStrategy,
  following: readonly DataStrategy[],
  to: string,
  facts: Facts,
): Action | null {
  const made = aheadFor(known, to);
  if (strategy.ahead === undefined || strategy.needsAhead === true || strategy.transforms === true) return null;
  if (made === null || whyVain(known, made) !== null) return null;
  const isOfUse = ({ lacks, stages }: DataStrategy): boolean => {
    const act = lacks(known, to, facts) === null ? stages[0]!.act(known, to, facts) : null;
    return act !== null && !("cannot" in act) && !("device" in act && whyVain(known, act.device) !== null);
  };
  if (following.some(isOfUse)) return null;
  return { kind: "reassign", volume: known.name, device: made, to };
}
