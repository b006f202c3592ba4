/**
 * A host that works and does not reach its storage is not ended before somebody knows that the storage systems without which
 * nobody could be given its data are there: where one has no power the host goes on by itself as soon as it has.
 */
import { type DataStrategy, dataStrategy } from "../data/index.js";
import { arrayOf, inUse } from "../devices.js";
import { type Facts, host, volume } from "../facts.js";
import type { FailoverStep, Move } from "../steps.js";
import { movingVolumes } from "./moving-volumes.js";
import { isHadWithout } from "./without.js";

/** @param ways the ways by which its data could get to the stand-in */
export function askStorage(move: Move, ways: readonly string[]): readonly FailoverStep[] {
  if (move.blind !== true) return [];
  const strategies = ways.map(dataStrategy);
  const ask = (name: string, otherwise: FailoverStep["otherwise"]): FailoverStep => ({
    name,
    phase: "fence",
    isNeedless: (facts) => indispensable(facts, move, strategies).length === 0,
    act: (facts) => ({
      do: indispensable(facts, move, strategies).map((array) => ({ kind: "ask-storage", array })),
    }),
    within: move.policy.limits.relay,
    otherwise,
  });
  // Of a single question the answer may have got lost.
  return [ask("ask-storage", [ask("ask-storage-again", "give-up")])];
}

/** The storage systems where the data is in use, but for those without which there is another way, or another stand-in. */
function indispensable(facts: Facts, move: Move, strategies: readonly DataStrategy[]): readonly string[] {
  const used = movingVolumes(facts, move).flatMap((known) => {
    const array = arrayOf(known, inUse(known));
    return isHadWithout(array, known, strategies, move, facts) ? [] : [array];
  });
  return [...new Set([...used, ...theOnlyOne(facts, move)])];
}

/** The one storage system that there is for any of it. */
function theOnlyOne(facts: Facts, { to, volumes }: Move): readonly string[] {
  const arrays = new Set(host(facts, to).arrays);
  for (const name of volumes) {
    const { array, devices, remoteMirror, backup } = volume(facts, name);
    arrays.add(array);
    for (const each of Object.values(devices)) arrays.add(each.array);
    if (remoteMirror !== null) arrays.add(remoteMirror.array);
    if (backup?.array !== undefined) arrays.add(backup.array);
  }
  return arrays.size === 1 ? [...arrays] : [];
}
