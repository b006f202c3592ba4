/** The steps that make room on a stand-in: it ends what it does, its own data is put aside, its power is cut; in this order. */
import type { Action } from "../../words.js";
import { type Facts, type VolumeFacts, host, mirrorOf, ownVolumes } from "../facts.js";
import { type FailoverStep, type Move, numbered, offOrStandalone } from "../steps.js";

/** Orderly; a stand-in that does not answer loses its power before its mirror is broken, so that no write comes between. */
export function shutDownStandIn(move: Move, relay: string | null, figure?: string): FailoverStep {
  const { shutdown } = move.policy;
  return {
    name: "shut-down-stand-in",
    ...numbered(figure),
    phase: "fence",
    act: (facts) => {
      const { stage } = host(facts, move.to);
      if (stage === "off" || stage === "standalone") return { skip: `${move.to} is in ${stage} already` };
      return { do: [{ kind: "order-shutdown", host: move.to }] };
    },
    within: shutdown.within,
    proof: offOrStandalone(move.to),
    otherwise: cutStandInPower(move, relay),
  };
}

/** The mirror of each volume of its own is split off, so that it gets its data back; or that data is backed up. */
export function putOwnDataAside(move: Move, figure?: string): FailoverStep {
  const way = move.policy.ownData ?? "mirror";
  return {
    name: way === "backup" ? "back-up-own-data" : "break-mirror",
    ...numbered(figure),
    phase: "data",
    act: (facts) => {
      if (way === "discard") return { skip: "its own data does not matter" };
      const own = ownVolumes(facts, move.to);
      if (own.length === 0) return { skip: `${move.to} has no data of its own` };
      const why = whyNotPutAside(move, facts);
      if (why !== null) return { cannot: why };
      const left = own.filter(({ aside, withdrawn }) => aside === null && !withdrawn);
      if (left.length === 0) return { skip: `the data of ${move.to} is put aside` };
      return {
        do: left.map((each) => (way === "backup" ? { kind: "back-up", volume: each.name } : breakMirror(each))),
      };
    },
    within: move.policy.limits.replicate,
    otherwise: "give-up",
  };
}

/** Why the data of an active stand-in would be lost, `null` when it can be put aside, or need not be. */
export function whyNotPutAside({ to, policy }: Pick<Move, "to" | "policy">, facts: Facts): string | null {
  const way = policy.ownData ?? "mirror";
  if (way === "discard") return null;
  const copyOf = (known: VolumeFacts) => (way === "mirror" ? mirrorOf(known) : known.backup);
  const bare = ownVolumes(facts, to).filter(
    (known) => known.aside === null && !known.withdrawn && copyOf(known) === null,
  );
  return bare.length === 0 ? null : `${bare.map(({ name }) => name).join(", ")} of ${to} has no ${way}`;
}

function breakMirror(known: VolumeFacts): Action {
  return { kind: "break-mirror", volume: known.name, device: mirrorOf(known) ?? "" };
}

/** Its relay is opened and read back; without a relay it must have answered from standalone. */
export function cutStandInPower(move: Move, relay: string | null, figure?: string): readonly FailoverStep[] {
  const { limits } = move.policy;
  const isOff = (facts: Facts): boolean => host(facts, move.to).stage === "off";
  return [
    {
      name: "cut-power-stand-in",
      ...numbered(figure),
      phase: "fence",
      act: (facts) => {
        if (relay === null) return { skip: `${move.to} has no relay` };
        if (isOff(facts)) return { skip: `${move.to} is off` };
        return { do: [{ kind: "switch-relay", relay, to: "off" }] };
      },
      within: limits.relay,
      otherwise: "skip",
    },
    {
      name: "read-back-stand-in",
      ...numbered(figure),
      phase: "fence",
      act: (facts) => {
        if (isOff(facts)) return { skip: `${move.to} is off` };
        if (relay !== null) return { do: [{ kind: "read-relay", relay }] };
        const { stage } = host(facts, move.to);
        return stage === "standalone" ? { skip: `${move.to} is in standalone` } : { cannot: `${move.to} is ${stage}` };
      },
      within: limits.relay,
      proof: offOrStandalone(move.to),
      otherwise: "give-up",
    },
  ];
}
