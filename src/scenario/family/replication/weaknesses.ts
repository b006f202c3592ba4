/** What transfers could not survive, as far as their configuration tells. */
import type { TransferConfig } from "../../../control/index.js";
import type { WorldSpec } from "../../../model/index.js";
import { saidOnce, tell, type Sentence } from "../../assembly/sentence.js";
import type { ReplicationMeaning } from "./meaning.js";
import { SingleParts } from "./single-parts.js";

/** One sentence for each failure that stops a transfer whatever the policy, or for many transfers of which the same is true. */
export function replicationWeaknesses(meaning: ReplicationMeaning | undefined, world: WorldSpec): readonly string[] {
  const parts = new SingleParts(world);
  const found = (meaning?.transfers ?? []).flatMap((transfer) => {
    const { name, agents, linked } = transfer;
    const all = agents.flat();
    const movers = meaning!.agents.filter((each) => all.includes(each.name));
    const isWhole = (each: (typeof movers)[number]) =>
      linked || [transfer.source.array, transfer.target.array].every((array) => each.arrays.includes(array));
    const own: Sentence[] = [];
    if (all.length === 1) own.push(tell`${name}: nobody stands in for ${all[0]!}`);
    if (!movers.some(isWhole)) own.push(tell`${name}: every agent needs another one at the other end`);
    const single = parts.of(transfer, movers);
    const [part = ""] = single;
    if (single.length === 1) own.push(tell`${name}: nobody reaches both ends when ${part} fails`);
    if (single.length > 1) own.push(tell`${name}: nobody reaches both ends when one of these fails: ${single}`);
    const left = world.arrays.find((each) => each.name === transfer.target.array);
    if (left?.diskAdapters.length === 1) own.push(tell`${name}: ${left.name} has a single disk adapter`);
    const user = userOf(transfer, world);
    if (user !== null)
      own.push(tell`${name}: while ${user} works with ${transfer.target.volume} nothing is written back`);
    return own;
  });
  return saidOnce(found);
}

/** The host that works with what is written to, and has no script unmount it; `null`: none does. */
function userOf({ target, before }: TransferConfig, { arrays }: WorldSpec): string | null {
  if (target.copy !== null) return null;
  const host = arrays.flatMap(({ volumes }) => volumes).find(({ name }) => name === target.volume)?.host ?? null;
  return before.some((each) => each.script === "unmount" && each.host === host) ? null : host;
}
