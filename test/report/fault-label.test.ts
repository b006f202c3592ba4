import { expect, test } from "vitest";
import { faultLabel } from "../../src/report/fault-label.js";

test("a fault is called by what it does to whom, after the name that the scenario gave it", () => {
  const band = { effect: "power-loss", target: "web-1", startSeconds: 0, endSeconds: null };
  expect(faultLabel({ ...band, fault: "power-loss web-1" })).toBe("power-loss web-1");
  expect(faultLabel({ ...band, fault: "power-loss web-1, web-2" })).toBe("power-loss web-1");
  expect(faultLabel({ ...band, fault: "blackout" })).toBe("blackout: power-loss web-1");
});
