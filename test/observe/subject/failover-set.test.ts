import { expect, test } from "vitest";
import { readScenario, runReplication } from "../../../src/experiment/index.js";

test.each(["quorum", "no-quorum"])(
  "a set is on its way to its first Primary, and then up while any member is Primary, under %s",
  async (name) => {
    const path = new URL("../../../scenarios/failover-sets/halves-cut.yaml", import.meta.url).pathname;
    const { scenario } = await readScenario(path);
    const policy = scenario!.policies.find((each) => each.name === name)!;
    const { strips } = runReplication(scenario!, policy, 0, { detail: true }).detail!;
    const stateAt = (actor: string, seconds: number) =>
      strips.find((each) => each.actor === actor)!.intervals.findLast(([start]) => start <= seconds)![1];
    const instants = strips.flatMap(({ intervals }) => intervals.map(([start]) => start + 0.00005));
    const begins = strips.find(({ actor }) => actor === "control")!.intervals.find(([, state]) => state === "up")![0];
    for (const instant of instants) {
      const isLed = ["mc-1", "mc-2", "mc-3", "mc-4"].some((member) => stateAt(member, instant) === "primary");
      expect([instant, stateAt("control", instant)]).toEqual([
        instant,
        instant < begins ? "booting" : isLed ? "up" : "down",
      ]);
    }
  },
);
