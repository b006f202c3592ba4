/** The steps that make room on a stand-in: it ends what it does, its own data is put aside, its power is cut; in this order. */
import type { Action } from "../../effect.js";
import { type Facts, host, type VolumeFacts } from "../facts.js";
import { type FailoverStep, type Move, numbered, offOrStandalone } from "../steps.js";

/** Orderly; a stand-in that does not answer is dealt with by its relay. */
export function shutDownStandIn(move: Move, figure?: string): FailoverStep {
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
    otherwise: "skip",
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
      if (way === "backup") return { do: own.map(({ name }) => ({ kind: "back-up", volume: name })) };
      const bare = own.filter(({ mirror }) => mirror === null);
      if (bare.length > 0)
        return { cannot: `${bare.map(({ name }) => name).join(", ")} has no mirror to be split off` };
      return { do: own.map(breakMirror) };
    },
    within: move.policy.limits.replicate,
    otherwise: "give-up",
  };
}

function breakMirror({ name, mirror }: VolumeFacts): Action {
  return { kind: "break-mirror", volume: name, device: mirror ?? "" };
}

/** Volumes of a host that it uses itself now. */
function ownVolumes(facts: Facts, name: string): readonly VolumeFacts[] {
  return Object.values(facts.volumes).filter(({ owner, current }) => owner === name && current.host === name);
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
