// A greeting that is broken on purpose is caught by the invariant that was made for it.
import { expect, test } from "vitest";
import { registerFamily } from "../../src/scenario/index.js";
import { live, village } from "./a-village.js";
import { greetingFamily } from "./greeting/family.js";
import { friendshipSteps } from "./greeting/steps.js";

test("whoever waves without having greeted waves at a stranger", () => {
  registerFamily(greetingFamily((pair) => friendshipSteps(pair).filter(({ name }) => name !== "greet")));
  expect(live(village()).invariant("never-waves-at-a-stranger")).toMatchObject({ atStake: 1, violations: 1 });
});
