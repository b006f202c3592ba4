import { describe, expect, test } from "vitest";
import type { Hunt } from "../../campaign/hunt.js";
import { type Choice, Plan, seedsOf } from "../../campaign/plan.js";

function hunt(name: string, more: Partial<Hunt> = {}): Hunt {
  const about = "nothing";
  return {
    name,
    about,
    fixed: { from: 10, count: 3 },
    limitSeconds: 1,
    input: (seed) => seed,
    attempt: () => null,
    ...more,
  };
}

const FIXED: Choice = { kind: "fixed" };
const FRESH: Choice = { kind: "fresh", from: 5000 };

/** Everything that a plan hands out, or the first of it; each input takes as long as `takes` says. */
function handedOut(plan: Plan, takes: (name: string) => number = () => 1, most = 100): readonly string[] {
  const told: string[] = [];
  for (let task = plan.next(); task !== null && told.length < most; task = plan.next()) {
    told.push(`${task.hunt.name} ${task.seed}`);
    plan.ended(task, takes(task.hunt.name), false);
  }
  return told;
}

describe("a plan", () => {
  test("with fixed seeds hands each out once, whatever they take", () => {
    const all = ["a 10", "a 11", "a 12", "b 10", "b 11", "b 12"];
    const byText = (x: string, y: string) => (x < y ? -1 : 1);
    expect(handedOut(new Plan([hunt("a"), hunt("b")], FIXED)).toSorted(byText)).toEqual(all);
    const slowly = handedOut(new Plan([hunt("a"), hunt("b")], FIXED), (name) => (name === "a" ? 100 : 1));
    expect(slowly.toSorted(byText)).toEqual(all);
  });

  test("with fresh seeds begins where it is told, and goes on for ever", () => {
    expect(handedOut(new Plan([hunt("a")], FRESH), undefined, 4)).toEqual(["a 5000", "a 5001", "a 5002", "a 5003"]);
  });

  test("begins with the hunts that have fixed seeds only, if all are fixed", () => {
    const all = [hunt("a"), hunt("theory", { fixedOnly: true })];
    expect(handedOut(new Plan(all, FIXED), undefined, 4)).toEqual(["theory 10", "theory 11", "theory 12", "a 10"]);
    expect(handedOut(new Plan(all, FRESH), undefined, 2)).toEqual(["a 5000", "theory 10"]);
  });

  test("gives hunts equal shares of the time", () => {
    const plan = new Plan([hunt("quick"), hunt("slow")], FRESH);
    handedOut(plan, (name) => (name === "slow" ? 9 : 1));
    const [quick, slow] = plan.progress;
    expect([quick!.begun, slow!.begun]).toEqual([91, 10]);
  });

  test("never draws fresh seeds where only fixed ones make sense", () => {
    expect(seedsOf(hunt("theory", { fixedOnly: true }), FRESH)).toEqual({ from: 10, count: 3 });
  });
});
