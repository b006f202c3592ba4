import { expect, test } from "vitest";
import { type FailoverState, type GroupState, initialState, takeoverOf } from "../../../src/control/failover/state.js";
import { begin, proceed } from "../../../src/control/failover/takeover.js";
import { failoverConfig } from "../../../src/scenario/assembly/failover-config.js";
import { smallPolicy, smallSpec } from "../../model/small-world.js";

const because = { rule: "serviced", host: "web-1" } as const;

/** The shop is moved as the policy says, or goes back home, and somebody else decides how the steps go. */
function shop(): { state: FailoverState; group: GroupState; move: (to: string, kind?: "failback") => void } {
  const policy = smallPolicy();
  const state = initialState(failoverConfig(smallSpec(), policy));
  const group = state.groups[0]!;
  const move = (to: string, kind: "takeover" | "failback" = "takeover"): void =>
    begin(state, group, to, { kind, routine: kind, policy, because }, 0, []);
  return { state, group, move };
}

test("a group serves, moves, and serves again", () => {
  const { state, group, move } = shop();
  expect(group.phase).toEqual({ is: "serving" });
  move("web-2");
  expect([group.phase.is, takeoverOf(group)?.move]).toMatchObject(["moving", { from: "web-1", to: "web-2" }]);
  proceed(state, group, () => "done", 0, []);
  expect(group.phase).toEqual({ is: "serving" });
});

test("it pauses when a move was given up, and each time longer", () => {
  const { state, group, move } = shop();
  const pauses = [1, 2, 3].map(() => {
    move("web-2");
    proceed(state, group, () => ({ gaveUpAt: "boot" }), 0, []);
    expect(group.phase).toEqual({ is: "pausing", seeks: "a stand-in" });
    return state.desk.timers["retry 0"]?.at;
  });
  const { retryAfter } = state.config.policy.limits;
  expect(pauses).toEqual([retryAfter, 2 * retryAfter, 4 * retryAfter]);
});

test("one that was displaced seeks its own life, and serves when it has that again", () => {
  const { state, group, move } = shop();
  group.holder = "web-2";
  group.phase = { is: "displaced" };
  move("web-1", "failback");
  // It comes to nothing, its own host is free for it: it takes up its own life there at once, and does not pause beside.
  proceed(state, group, () => ({ gaveUpAt: "replicate" }), 0, []);
  expect(takeoverOf(group)?.move).toMatchObject({ kind: "own life", to: "web-1" });
  proceed(state, group, () => "done", 0, []);
  expect(group.phase).toEqual({ is: "serving" });
});
