/** The step that brings the stand-in online, with what it is to serve. */
import type { Proof } from "../../kit/step.js";
import { always, lookForPower, numbered } from "../../kit/steps.js";
import { isThere } from "../devices.js";
import { type Facts, host } from "../facts.js";
import { type FailoverStep, type Move, steps } from "../steps.js";
import { isNamedInStandalone } from "./identity.js";
import { movingVolumes } from "./moving-volumes.js";

/** @param relay the one that gives it power, `null` where that is done by hand */
export function boot(move: Move, relay: string | null, figure?: string): FailoverStep {
  const { to, policy } = move;
  const step = steps.boot(to, always, {
    name: "boot",
    ...numbered(figure),
    phase: "boot",
    within: policy.limits.boot,
    otherwise: "give-up",
    handsOver: true,
  });
  return {
    ...step,
    // Through power-on diagnostics once more, so that it starts with what was set in standalone.
    act: (facts) => {
      const { identity } = policy;
      const startsAnew = identity?.set === "standalone" && identity.reboot === true;
      const isAnew = startsAnew && isNamedInStandalone(move, facts);
      return { do: [{ kind: "boot", host: to, ...(isAnew && { anew: true }) }] };
    },
    meanwhile: (facts) => (relay === null || policy.power?.on !== undefined ? [] : lookForPower(host(facts, to))),
    proof: withItsData(step.proof!, move),
  };
}

/** A host that is online without what it is to serve is no success. */
function withItsData(online: Proof<Facts>, move: Move): Proof<Facts> {
  const lacking = (facts: Facts): readonly string[] =>
    movingVolumes(facts, move).flatMap((each) => (isThere(each, move.to) ? [] : [each.name]));
  return {
    ...online,
    shownAt: (facts) => (lacking(facts).length === 0 ? online.shownAt(facts) : null),
    found: (facts) => {
      const without = lacking(facts).join(", ");
      return without === "" ? online.found(facts) : `${online.found(facts)} without ${without}`;
    },
  };
}
