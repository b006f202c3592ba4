/**
 * A host that works and does not reach its storage is not ended before somebody knows that the storage system is there: if
 * that has no power nobody could be given anything of it, and the host goes on by itself as soon as it has.
 */
import type { Facts } from "../facts.js";
import { host, volume } from "../facts.js";
import type { FailoverStep, Move } from "../steps.js";

export function askStorage(move: Move): readonly FailoverStep[] {
  if (move.blind !== true) return [];
  const ask = (name: string, otherwise: FailoverStep["otherwise"]): FailoverStep => ({
    name,
    phase: "fence",
    isNeedless: (facts) => theOnlyOne(facts, move) === null,
    act: (facts) => ({ do: [{ kind: "ask-storage", array: theOnlyOne(facts, move)! }] }),
    within: move.policy.limits.relay,
    otherwise,
  });
  // Of a single question the answer may have got lost.
  return [ask("ask-storage", [ask("ask-storage-again", "give-up")])];
}

/** The one storage system without which nothing can be brought to the stand-in, `null` where there may be another way. */
function theOnlyOne(facts: Facts, { to, volumes }: Move): string | null {
  const arrays = new Set(host(facts, to).arrays);
  for (const name of volumes) {
    const { array, devices, remoteMirror, backup } = volume(facts, name);
    arrays.add(array);
    for (const each of Object.values(devices)) arrays.add(each.array);
    if (remoteMirror !== null) arrays.add(remoteMirror.array);
    if (backup?.array !== undefined) arrays.add(backup.array);
  }
  const [only, ...others] = arrays;
  return only === undefined || others.length > 0 ? null : only;
}
