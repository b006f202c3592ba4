/** The step that brings the stand-in online, with what it is to serve. */
import type { Proof } from "../../kit/routine.js";
import { always, numbered } from "../../kit/steps.js";
import { isThere } from "../devices.js";
import type { Facts } from "../facts.js";
import { type FailoverStep, type Move, steps } from "../steps.js";
import { movingVolumes } from "./replicate.js";

export function boot(move: Move, figure?: string): FailoverStep {
  const step = steps.boot(
    move.to,
    always,
    {
      name: "boot",
      ...numbered(figure),
      phase: "boot",
      within: move.policy.limits.boot,
      otherwise: "give-up",
      handsOver: true,
    },
    startsAnewThere(move),
  );
  return { ...step, proof: withItsData(step.proof!, move) };
}

function startsAnewThere({ policy: { identity } }: Move): true | undefined {
  return identity?.set === "standalone" ? identity.reboot : undefined;
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
