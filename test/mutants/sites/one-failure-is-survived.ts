/** The first host that fails, and nothing else, is stood in for: what shipped scenarios promise, and a policy with limits too tight does not. */
import { say, type NoteOf } from "../../../src/control/index.js";
import type { Micros } from "../../../src/units/index.js";
import { subjectsOf } from "../../../src/observe/account/undertaking-account.js";
import { all, hasServices, runs } from "../../../src/observe/invariant/applies.js";
import type { Invariant } from "../../../src/observe/invariant/invariant.js";

/** Faults that take a host, and nothing that others need. */
const TAKES_A_HOST: ReadonlySet<string> = new Set(["crash", "hang", "power-loss"]);

/**
 * Evaluated when the first takeover of a run ends, if what it began for is the only thing that has failed by then: a stand-in
 * was found for the failed host, and data, identity, power and relays are as they were planned, so that it must serve. Not
 * for one that was called off, since the host was seen at work.
 */
export const oneFailureIsSurvived: Invariant = {
  name: "one-failure-is-survived",
  about:
    "When one host fails, and nothing else has failed before, the takeover that follows brings its services back: a plan " +
    "that fails on its first day is none.",
  idle: "no takeover followed the failure of one host, nothing else having failed",
  appliesTo: all(runs("failover"), hasServices),
  expectedIn: () => false,
  watch: (finding, { services, undertakings }) => {
    let failed: string | null = null;
    let isAlone = true;
    const onEnd = ({ of, result, because }: NoteOf<"ended">, at: Micros): void => {
      if (!of.recovers) return;
      const [first, ...others] = undertakings.recoveries;
      const isAtStake =
        isAlone && others.length === 0 && first?.of.kind === "takeover" && first.because.rule === "verdict";
      isAlone = false;
      if (!isAtStake || of.from !== failed || of.to === failed || because.rule === "seen-at-work") return;
      finding.stake();
      const down = subjectsOf(of, "service").filter((name) => !services.of(name).up);
      if (result === "done" && down.length === 0) return;
      finding.violated(
        at,
        result === "done"
          ? say`${of.to ?? "nobody"} has taken over from ${failed}, and ${down.join(", ")} is not served`
          : say`nothing has failed but ${failed}, and the takeover by ${of.to ?? "nobody"} is given up`,
      );
    };
    return {
      hears: {
        FaultInjected: ({ effect, target }) => {
          if (failed !== null || !TAKES_A_HOST.has(effect)) isAlone = false;
          failed = target;
        },
        FaultCleared: () => void (isAlone = false),
        NoteMade: ({ note, at }) => {
          if (note.kind === "ended") onEnd(note, at);
        },
      },
    };
  },
};
