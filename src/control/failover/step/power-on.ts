/** The stand-in gets power: from its relay, or from somebody who stands before it. */
import { type Unless, numbered } from "../../kit/steps.js";
import type { ActionOf } from "../../words.js";
import { type Facts, host } from "../facts.js";
import { type FailoverStep, type Move, steps } from "../steps.js";
import { call, whoIsThere } from "./by-hand.js";

/** The stand-in gets power: from its relay, or from somebody who is called, or is there since the former holder was switched off. */
export function powerOn(move: Move, relay: string | null, figure?: string): readonly FailoverStep[] {
  const { from, to, policy } = move;
  const unless = unlessPowered(to);
  if (policy.power?.on === undefined) return [...plugIn(move, relay), powerOnByRelay(move, relay, unless, figure)];
  return [
    call(move, "call-to-power-on", `${to} has to be switched on`, (facts) => {
      return unless(host(facts, to).stage) ?? whoIsThere(facts, [from, to]);
    }),
    powerOnByHand(move, figure),
  ];
}

/** By whoever stands before it. */
export function powerOnByHand({ to, policy }: Move, figure?: string): FailoverStep {
  return {
    name: "power-on-by-hand",
    ...numbered(figure),
    phase: "boot",
    act: (facts) => {
      const why = unlessPowered(to)(host(facts, to).stage);
      return why === null ? { do: [{ kind: "power-on", host: to }] } : { skip: why };
    },
    within: policy.limits.relay,
    otherwise: "skip",
    handsOver: true,
  };
}

function unlessPowered(name: string): Unless {
  return (stage) => (stage === "standalone" || stage === "online" ? `${name} has power` : null);
}

/**
 * Somebody pulled its plug, and nobody has said since that it is in again: its relay alone does not start it. Where the relay
 * cannot be opened for that, whoever is there gives it power at once.
 */
function plugIn(move: Move, relay: string | null): readonly FailoverStep[] {
  const { from, to, policy } = move;
  if (relay === null) return [];
  const isIn = (facts: Facts): boolean => !host(facts, to).unplugged;
  return [
    { ...call(move, "call-to-plug-in", callForPlug(to), (facts) => whoIsThere(facts, [from, to])), isNeedless: isIn },
    {
      name: "plug-in",
      phase: "boot",
      isNeedless: isIn,
      act: () => ({ do: [plugInByHand(to)] }),
      within: policy.limits.boot,
      proof: {
        of: `the plug of ${to} in`,
        shownAt: (facts) => (isIn(facts) ? Infinity : null),
        found: () => "it still out",
      },
      otherwise: [powerOnByHand(move)],
    },
  ];
}

/** What a person is called for. */
export function callForPlug(name: string): string {
  return `${name} has to be plugged in`;
}

/** The relay is opened by hand, so that the host stays off until it is to start. */
export function plugInByHand(name: string): ActionOf<"unplug"> {
  return { kind: "unplug", host: name, atRelay: true };
}

function powerOnByRelay(move: Move, relay: string | null, unless: Unless, figure?: string): FailoverStep {
  const { to } = move;
  const frame = {
    name: "power-on",
    ...numbered(figure),
    phase: "boot",
    within: move.policy.limits.relay,
    otherwise: "skip",
    handsOver: true,
  } as const;
  if (relay === null) return { ...frame, act: () => ({ skip: `${to} has no relay` }) };
  return steps.switchRelay(to, relay, "on", unless, frame);
}
