/** The self-test: it tells a broken link from a broken member, for it is asked for over the networks that are left. */
import type { Micros } from "../../units/index.js";
import { act, cancelTimer, type Out } from "../kit/desk.js";
import type { Outcome } from "../words.js";
import type { MemberState, Test } from "./member-state.js";
import { tellMember, wake } from "./talk.js";

/** Asks another member to test itself; false when it has been asked for another reason, and the answer is still to come. */
export function askSelfTest(
  state: MemberState,
  member: string,
  test: Omit<Test, "asked">,
  now: Micros,
  out: Out,
): boolean {
  if (state.tests[member] !== undefined) return false;
  state.tests[member] = { ...test, asked: now };
  tellMember(state, member, { kind: "self-test", set: state.config.set, asked: now }, out, test.over);
  wake(state, "self-test", now + state.config.policy.selfTestWithin, out, member);
  return true;
}

/** The test of somebody has an answer, or will have none. @param asked when it was asked for, where that is known */
export function takeTest(state: MemberState, member: string, out: Out, asked?: Micros): Test | null {
  const test = state.tests[member];
  if (test === undefined || (asked !== undefined && test.asked !== asked)) return null;
  delete state.tests[member];
  cancelTimer(state.desk, { kind: "self-test", subject: member }, out);
  return test;
}

/** Somebody wants to know whether this one works as specified. */
export function hearSelfTest(state: MemberState, from: string, asked: Micros, out: Out): void {
  if (state.askers.some((each) => each.from === from && each.asked === asked)) return;
  state.askers = [...state.askers, { from, asked }];
  testItself(state, out);
}

/** Unless it does so already. */
export function testItself(state: MemberState, out: Out): void {
  const { self } = state.config;
  if (Object.values(state.desk.open).some(({ owner }) => owner.of === "self-test")) return;
  act(
    state.desk,
    { kind: "test-itself", place: self },
    { rule: "step", step: "self-test", figure: null },
    TESTING,
    out,
  );
}

const TESTING = { of: "self-test" } as const;

/** Answers whoever asked; true when it has turned out not to work as specified. */
export function answerSelfTest(state: MemberState, outcome: Outcome, out: Out): boolean {
  const passes = outcome.status === "done" && outcome.found?.what === "self-test" && outcome.found.passes;
  const { set } = state.config;
  const rules = state.ruling?.epoch ?? null;
  for (const { from, asked } of state.askers) {
    tellMember(state, from, { kind: "self-tested", set, asked, passes, rules }, out);
  }
  state.askers = [];
  state.fit = passes;
  return !passes;
}
