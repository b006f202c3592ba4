import { expect, test } from "vitest";
import { failoverController, type FailoverState } from "../../../src/control/index.js";
import { failoverConfig } from "../../../src/scenario/assembly/failover-config.js";
import { SECOND } from "../../../src/units/index.js";
import { smallPolicy, smallSpec } from "../../model/small-world.js";
import { heard } from "../heard.js";

test("what is never answered does not pile up: of the same action only a few outcomes are awaited", () => {
  const policy = smallPolicy({
    detect: {
      when: "all",
      reports: { misses: 3 },
      queries: { every: SECOND, timeout: SECOND / 2, misses: 3 },
      errors: false,
    },
  });
  let { state } = failoverController.start(failoverConfig(smallSpec(), policy), 0);
  // Nothing answers, and the agent's reports keep coming, so that the host is asked again and again.
  for (let second = 1; second <= 1000; second++) {
    const now = second * SECOND;
    const inputs = [
      heard({ kind: "report", host: "web-1", sentAt: now }, now),
      { kind: "timer", timer: { kind: "query-next", subject: "web-1", at: now } },
    ] as const;
    for (const input of inputs) state = failoverController.step(state, input, now).state as FailoverState;
  }
  expect(state.desk.nextId).toBeGreaterThan(1000);
  expect(Object.keys(state.desk.open).length).toBeLessThanOrEqual(8);
});
