import { describe, expect, test } from "vitest";
import { decodeText, runReplication, scenarioText } from "../../src/experiment/index.js";
import { smallScenario } from "./small-scenario.js";

/** web-1 crashes at 1 h, and is repaired 20 minutes later; its stand-in gives back what it took an hour after that. */
function failback(controllerFailure: string) {
  const { scenario } = decodeText(
    scenarioText(
      smallScenario({
        policies: "  back: { failover: { preset: 2A, data: [split-mirror, copy], failback: { after: 1h } } }",
        faults: `  - { at: 1h, crash: web-1, repair: 20min }
  - { at: ${controllerFailure}, controller-failure: controller, repair: 30min }`,
      }),
    ),
  );
  const { detail } = runReplication(scenario, scenario.policies[0]!, 0, { detail: true });
  const told = detail!.chronicle.filter(({ actor }) => actor === "shop" || actor === "controller");
  return {
    serves: told.flatMap(({ what }) => (what.startsWith("up on") ? [what] : [])),
    begunAt: told.find(({ what }) => what.startsWith("failback of shop from web-2 to web-1 begins"))?.atSeconds,
  };
}

describe("a failback", () => {
  const thereAndBack = ["up on web-1", "up on web-2", "up on web-1"];

  test("is made although the controller was down when the repair was told: people repeat themselves", () => {
    const { serves, begunAt } = failback("1h 10min");
    expect(serves).toEqual(thereAndBack);
    // The controller works again after 1 h 40 min; people try once a minute.
    expect(begunAt).toBeGreaterThanOrEqual((2 * 60 + 40) * 60);
    expect(begunAt).toBeLessThanOrEqual((2 * 60 + 41) * 60);
  });

  test("is made at its time although the controller was restarted meanwhile: its timers are stored", () => {
    expect(failback("1h 40min")).toEqual({ serves: thereAndBack, begunAt: (2 * 60 + 20) * 60 });
  });

  test("is made when the controller works again that was down at its time", () => {
    expect(failback("2h 10min")).toEqual({ serves: thereAndBack, begunAt: (2 * 60 + 40) * 60 });
  });
});
