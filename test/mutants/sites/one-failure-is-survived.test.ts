import { describe, expect, it } from "vitest";
import type { Happening } from "../../../src/model/index.js";
import { addInvariant } from "../../../src/observe/index.js";
import { down, foundBy, START, takeoverEnded, takeoverStarted, type Told, up } from "../../observe/small-run.js";
import { oneFailureIsSurvived } from "./one-failure-is-survived.js";

addInvariant(oneFailureIsSurvived);

const fault = (effect: string, target: string): Happening => ({ kind: "FaultInjected", fault: "f", effect, target });
const crash = fault("crash", "web-1");

describe("one-failure-is-survived", () => {
  const find = (...told: readonly Told[]) => foundBy("one-failure-is-survived", [START, ...told]);
  const takenOver = (result: "done" | "given-up", ...more: readonly Happening[]): readonly Told[] => [
    [5, crash, down()],
    [8, takeoverStarted()],
    [60, ...more, takeoverEnded(result)],
  ];

  it("holds when the stand-in serves", () => {
    expect(find(...takenOver("done", up("web-2")))).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("is violated when the takeover is given up, or nobody is served after it", () => {
    expect(find(...takenOver("given-up"))).toMatchObject({
      violations: 1,
      examples: [{ atSeconds: 60, what: "nothing has failed but web-1, and the takeover by web-2 is given up" }],
    });
    expect(find(...takenOver("done"))).toMatchObject({
      violations: 1,
      examples: [{ atSeconds: 60, what: "web-2 has taken over from web-1, and shop is not served" }],
    });
  });

  it("asks nothing of what comes after other failures, or of another fault", () => {
    const none = { violations: 0 };
    expect(find([3, fault("relay-stuck", "relay-2")], ...takenOver("given-up"))).toMatchObject(none);
    expect(find([5, fault("disk-failure", "shop-data"), down()], ...takenOver("given-up").slice(1))).toMatchObject(
      none,
    );
    expect(
      find(...takenOver("given-up", { kind: "FaultCleared", fault: "f", effect: "crash", target: "web-1" })),
    ).toMatchObject(none);
  });
});
