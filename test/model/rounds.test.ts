import { describe, expect, it } from "vitest";
import { Rounds } from "../../src/model/rounds.js";
import { Kernel } from "../../src/sim/index.js";

function rounds() {
  const kernel = new Kernel();
  const told: string[] = [];
  const events = new Rounds<number>(kernel, 6);
  const plan = (at: number, key: number, word = String(key)) =>
    events.plan(at, key, () => void told.push(`${kernel.now} ${word}`));
  return { kernel, events, plan, told };
}

describe("events of one instant", () => {
  it("come in the order of their keys, equal ones in that of planning", () => {
    const { kernel, plan, told } = rounds();
    for (const key of [3, 1, 2]) plan(10, key);
    plan(5, 9);
    plan(10, 1, "1 again");
    plan(10, 0);
    kernel.run(10);
    expect(told).toEqual(["5 9", "10 0", "10 1", "10 1 again", "10 2", "10 3"]);
    expect(kernel.executed).toBe(6);
  });

  it("come after all others of a lower priority, those too that are planned meanwhile", () => {
    const { kernel, events, plan, told } = rounds();
    events.plan(10, 1, () => {
      told.push("1 plans");
      plan(10, 0);
      plan(10, 3);
    });
    plan(10, 2);
    kernel.schedule(10, () => void told.push("before"));
    kernel.run(10);
    expect(told).toEqual(["before", "1 plans", "10 0", "10 2", "10 3"]);
  });

  it("can be called off until they come, also when those planned later came first", () => {
    const { kernel, events, plan, told } = rounds();
    const [late, never] = [plan(10, 3), plan(10, 2)];
    const first = events.plan(10, 0, () => {
      told.push("calls off");
      events.cancel(late);
      events.cancel(first);
    });
    events.cancel(never);
    events.cancel(never);
    events.cancel(null);
    const alone = plan(20, 1);
    events.cancel(alone);
    plan(10, 5);
    kernel.run(30);
    expect(told).toEqual(["calls off", "10 5"]);
    expect([kernel.executed, kernel.pending]).toEqual([2, 0]);
  });
});
