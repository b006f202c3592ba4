/** Whoever switches a stand-in on sees to it that nobody who was replaced gets power through the same relay. */
import { listedBehind } from "../../kit/listed.js";
import { comesBack } from "../comes-back.js";
import { type Facts, type HostFacts, heldBy, host, ownedBy } from "../facts.js";
import type { FailoverStep, Move } from "../steps.js";

/**
 * A host that is repaired while its data is on its way has its plug put in again, and its relay opened instead. Where that relay
 * feeds the stand-in too, whoever closes it for that would start both. So the plug is pulled once more before: whether it was put
 * in by then may be said late, or never.
 * @param relay that of the stand-in
 */
export function keepUnplugged(move: Move, relay: string | null): readonly FailoverStep[] {
  if (relay === null) return [];
  const { to, from, policy } = move;
  return [
    {
      name: "keep-unplugged",
      phase: "fence",
      destroys: from,
      isNeedless: (facts) => hasPower(host(facts, to)) || replacedBehind(move, relay, facts).length === 0,
      act: (facts) => ({ do: replacedBehind(move, relay, facts).map(({ name }) => ({ kind: "unplug", host: name })) }),
      within: policy.limits.boot,
      otherwise: { again: "keep-unplugged", after: policy.limits.retryAfter },
    },
  ];
}

/** The former holder, and those of earlier takeovers that would come back as what they were. */
function replacedBehind({ from, to }: Move, relay: string, facts: Facts): readonly HostFacts[] {
  return listedBehind(facts.hosts, relay).filter(
    (each) => each.name !== to && (each.name === from || wouldComeBack(facts, each)),
  );
}

function wouldComeBack(facts: Facts, each: HostFacts): boolean {
  const { name } = each;
  if (hasPower(each) || heldBy(facts, name).length > 0) return false;
  return ownedBy(facts, name).length > 0 && comesBack(facts, name);
}

/** Nothing changes for it when the relay is closed. */
function hasPower({ stage }: HostFacts): boolean {
  return stage === "standalone" || stage === "online";
}
