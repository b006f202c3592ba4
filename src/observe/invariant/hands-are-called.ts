/** Nobody works by hand who was not called and has not come. */
import { type ActionKind, type Note, say } from "../../control/index.js";
import { type Micros, SECOND } from "../../units/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** By kind of action: what a person does. */
const BY_HAND: Readonly<Partial<Record<ActionKind, string>>> = {
  unplug: "switch off",
  "power-on": "switch on",
  "move-cables": "move the cables",
};

/** Whoever arrives when something else is just done is told what there is to do first. */
const TOLD_WITHIN: Micros = 5 * SECOND;

/**
 * Evaluated at each order that only a person can carry out: one must have come who was called. Whoever has come stays until
 * a takeover is done, or nobody needs it any more, and no other is under way; who came while none was has gone when one begins.
 */
export const handsAreCalled: Invariant = {
  name: "hands-are-called",
  about:
    "Whatever a person has to do by hand is ordered when one was called and has come: a plan that counts on somebody who " +
    "is not there promises minutes for what takes as long as coming does.",
  idle: "nothing was to be done by hand",
  appliesTo: runs("failover"),
  expectedIn: () => false,
  watch: (finding, { undertakings }) => {
    let arrivedAt: Micros | null = null;
    /** The last takeover was given up: another attempt follows. */
    let isPending = false;
    const onNote = (note: Note, at: Micros): void => {
      if ((note.kind !== "begun" && note.kind !== "ended") || !note.of.recovers) return;
      const others = undertakings.recoveriesUnderWay().filter(({ of }) => of.id !== note.of.id);
      if (note.kind === "ended") isPending = note.result !== "done" && note.because.rule !== "seen-at-work";
      if (isPending || others.length > 0 || arrivedAt === null || at - arrivedAt <= TOLD_WITHIN) return;
      arrivedAt = null;
    };
    return {
      hears: {
        PersonArrived: ({ at }) => void (arrivedAt = at),
        NoteMade: ({ note, at }) => onNote(note, at),
        EffectSent: ({ action, at }) => {
          const what = BY_HAND[action.kind];
          if (what === undefined) return;
          finding.stake();
          if (arrivedAt !== null) return;
          const host = "host" in action ? action.host : "from" in action ? action.from : "";
          finding.violated(at, say`somebody is to ${what} ${host}, and nobody who was called is there`);
        },
      },
    };
  },
};
