import { expect, test } from "vitest";
import type { Outcome } from "../../../src/control/index.js";
import type { FailoverState } from "../../../src/control/failover/state.js";
import { endsHeard } from "../../../src/control/failover/storage-asked.js";

const MADE: Outcome = { status: "done", found: { what: "device", device: "data@b" } };

/** A step waits for a conversion for b that was order 11, and some question was asked meanwhile or before. */
function stateWith(question: number): FailoverState {
  const action = { kind: "transform", volume: "data", device: "data@b", to: "b", ahead: false, rate: 1 };
  const takeover = { asking: { questions: [question] }, routine: { waiting: [11] } };
  return {
    desk: { open: { 11: { action } } },
    groups: [{ phase: { is: "moving", takeover } }],
  } as unknown as FailoverState;
}

const heard = (question: number, to: string) =>
  endsHeard(stateWith(question), question, {
    status: "done",
    found: { what: "copies", underWay: false, ended: [{ volume: "data", to, outcome: MADE }] },
  });

test("what a storage system says has ended is the answer to the order that the step waits for", () => {
  expect(heard(12, "b")).toEqual([[11, MADE]]);
  expect(heard(12, "c")).toEqual([]);
});

test("not to one that was given after the question, as by the next step for the same host", () => {
  expect(heard(10, "b")).toEqual([]);
});
