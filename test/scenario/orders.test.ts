import { expect, test } from "vitest";
import { problemsOf, scenarioOf, SMALL } from "./a-scenario.js";

const WORLD = `${SMALL}  web-2: { network: lan, relay: r-2 }\nservices: { shop: { runs-on: web-1 } }\n`;

test("orders have an instant and the hosts that are to take their services back", () => {
  const { orders } = scenarioOf(`${WORLD}orders:\n  - { at: 6h, fail-back: web-1 }\n`);
  expect(orders).toEqual([{ at: 6 * 3600e6, failBack: ["web-1"] }]);
  expect(scenarioOf(WORLD)).not.toHaveProperty("orders");
});

test("an order that nobody could carry out is an error where it stands", () => {
  const problems = problemsOf(`${WORLD}orders:\n  - { at: 6h, fail-back: web-2 }\n  - { at: 6h, fail-back: wbe-1 }\n`);
  expect(problems.filter((each) => !each.includes("warning"))).toEqual([
    "10:26 no service runs on web-2 at the beginning",
    "11:26 there is no host named wbe-1 (web-1?)",
  ]);
  expect(problemsOf(`${WORLD}orders:\n  - { fail-back: web-1 }\n`).join("\n")).toContain("`at` is missing");
});
