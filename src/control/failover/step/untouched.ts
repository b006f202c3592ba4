/** The step that finds out whether a stand-in has written to what was made for it: if not, what that was made of may be newer. */
import { inUse, whyVain } from "../devices.js";
import { type Facts, volume } from "../facts.js";
import type { FailoverStep, Move } from "../steps.js";
import type { VolumeFacts } from "../volume-facts.js";

/**
 * It was told to start, and nobody heard how that went. Before what was made for it is laid over what that was made of, its
 * storage system is asked, which knows; nobody writes any more, for it was fenced. Where nothing was written what it was made of
 * is gone on with: that may hold more, as what is restored, imported or made ahead is as old as it was then.
 */
export function askWhatWasWritten(move: Move): FailoverStep {
  return {
    name: "ask-what-was-written",
    phase: "data",
    isNeedless: (facts) => inDoubt(move, facts).length === 0,
    act: (facts) => ({
      do: inDoubt(move, facts).map((known) => ({ kind: "ask-device", volume: known.name, device: inUse(known) })),
    }),
    within: move.policy.limits.relay,
    proof: {
      of: "what was written",
      shownAt: (facts) => (inDoubt(move, facts).length === 0 ? Infinity : null),
      found: () => "what was written known",
    },
    otherwise: "give-up",
  };
}

function inDoubt({ to, volumes }: Move, facts: Facts): readonly VolumeFacts[] {
  return volumes
    .map((name) => volume(facts, name))
    .filter((known) => {
      const { untouched } = known;
      if (untouched === null || untouched.doubt === "none" || untouched.holder !== to) return false;
      return whyVain(known, untouched.device) === null;
    });
}
