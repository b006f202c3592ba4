import { describe, expect, test } from "vitest";
import { answers, conditionOf, CONDITIONS, STATE_CONDITIONS } from "../../src/result/index.js";

describe("conditions of states", () => {
  test("every state has one of the conditions, and none the one kept for unknown states", () => {
    for (const condition of Object.values(STATE_CONDITIONS)) {
      expect(CONDITIONS).toContain(condition);
      expect(condition).not.toBe("other");
    }
  });

  test("a state that is not in the vocabulary is other, even when objects inherit its name", () => {
    for (const state of ["resting", "toString", "__proto__", ""]) expect(conditionOf(state)).toBe("other");
  });

  test("a service answers when it is up or impaired, and not when it is down, changing, idle or unknown", () => {
    expect(CONDITIONS.filter(answers)).toEqual(["up", "impaired"]);
  });
});
