/**
 * Hosts of the pool that help nobody. Those that are online are asked as those are that serve: none that died is counted on for
 * being online. Whoever does not answer, or could not be brought to help, comes after all others.
 */
import type { Out } from "../kit/desk.js";
import { type HostFacts, homesOf, hostOf } from "./facts.js";
import { type BalancingState, say } from "./state.js";

/** Those of whom an answer may be expected, and those that are missed. */
export function sparesToAsk(state: BalancingState): readonly HostFacts[] {
  return state.config.pool.flatMap((name) => {
    const host = hostOf(state.facts, name);
    const isExpected = host.stage === "online" || (host.missed && host.stage === "unknown");
    return isExpected && isIdle(state, host) ? host : [];
  });
}

/** Nobody has it, or is about to. */
function isIdle({ facts, changes, asking }: BalancingState, { name, tenants, claimed, wanted }: HostFacts): boolean {
  if (tenants.length > 0 || claimed || wanted || changes[name] !== undefined || asking[name] !== undefined)
    return false;
  return !Object.values(facts.sites).some((site) => homesOf(site).includes(name));
}

/** Whoever has been silent for too long is not known to be online any more; whoever is heard again is, and fit for use. */
export function lookAtSpares(state: BalancingState, out: Out): void {
  for (const host of sparesToAsk(state)) {
    const { name, missed, misses, deserted } = host;
    if (missed ? misses > 0 : misses < state.config.policy.misses) continue;
    host.missed = !missed;
    host.stage = missed ? "online" : "unknown";
    if (missed && !deserted) host.fit = true;
    const because = { rule: missed ? "answers-again" : "host-lost", host: name } as const;
    say(out, { kind: "spare-turned", host: name, isOut: !missed, because });
  }
}

/** Of hosts that are free the one that is to be tried first: who answers before who is missed, then who failed longest ago, if ever. */
export function inOrderOfTrust(state: BalancingState, names: readonly string[]): readonly string[] {
  const doubts = (name: string): readonly [missed: number, failedAt: number] => {
    const { missed, failedAt } = hostOf(state.facts, name);
    return [missed ? 1 : 0, failedAt ?? -1];
  };
  return names.toSorted((a, b) => {
    const [[one, before], [other, after]] = [doubts(a), doubts(b)];
    return one - other || before - after;
  });
}

/** Whether nothing speaks against it. */
export function isTrusted({ missed, failedAt }: HostFacts): boolean {
  return !missed && failedAt === null;
}
