/** Whoever switches a stand-in on sees to it that nobody who was replaced gets power through the same relay. */
import { listedBehind } from "../../kit/listed.js";
import { comesBack } from "../comes-back.js";
import { type Facts, type HostFacts, heldBy, host, ownedBy } from "../facts.js";
import { callsForOff } from "../policy.js";
import { call, type FailoverStep, type Move, whoIsThere } from "../steps.js";

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

/**
 * The same where a relay is closed: who was unplugged when this began may have been repaired meanwhile, and would start with the
 * stand-in under the address that another has by now. Somebody pulls the plug once more, if the policy has anybody called; else
 * what was begun is given up, and tried again when who would come back is where it belongs.
 */
export function wakeNobodyElse(move: Move, relay: string | null): readonly FailoverStep[] {
  if (relay === null) return [];
  const { from, to, policy } = move;
  const others = (facts: Facts): readonly string[] =>
    listedBehind(facts.hosts, relay).flatMap((each) =>
      each.name !== to && !each.unplugged && wouldComeBack(facts, each) ? [each.name] : [],
    );
  const isNeedless = (facts: Facts): boolean => hasPower(host(facts, to)) || others(facts).length === 0;
  if (callsForOff(policy)) {
    const subject = `who was replaced and gets power with ${to} has to be unplugged`;
    return [
      { ...call(move, "call-to-keep-unplugged", subject, (facts) => whoIsThere(facts, [from, to])), isNeedless },
      ...keepUnplugged(move, relay).map((step) => ({ ...step, isNeedless })),
    ];
  }
  return [
    {
      name: "wake-nobody-else",
      phase: "boot",
      isNeedless,
      act: (facts) => ({ cannot: `${relay} feeds ${others(facts).join(" and ")} too, which would come back` }),
      within: policy.limits.relay,
      otherwise: "give-up",
    },
  ];
}

/** The former holder, and those of earlier takeovers that would come back as what they were. */
function replacedBehind({ from, to, policy }: Move, relay: string, facts: Facts): readonly HostFacts[] {
  // By hand alone the former holder may hang on the relay of its stand-in.
  const isFrom = (name: string): boolean => name === from && policy.preset === "manual";
  return listedBehind(facts.hosts, relay).filter(
    (each) => each.name !== to && (isFrom(each.name) || wouldComeBack(facts, each)),
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
