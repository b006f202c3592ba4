// What is asked of a service, and whether any policy could give it.
import { describe, expect, test } from "vitest";
import { weaknessesOf } from "../../src/scenario/index.js";
import { scenarioOf } from "./a-scenario.js";

const asking = (objective: string, mix = "{ browse: { reads: shareable } }", time = "exponential") => `name: asking
duration: 1h
networks: { lan: {} }
hosts: { h-1: { network: lan, relay: r-1, serves: { rate: 100/s, concurrency: 16, time: "${time}" } } }
services: { s: { runs-on: h-1, objective: ${objective}, load: { rate: 1/s, timeout: 5s, mix: ${mix} } } }
policies: { p: none }
`;

const told = (...args: Parameters<typeof asking>) =>
  weaknessesOf(scenarioOf(asking(...args))).filter((each) => each.includes("objective"));

describe("an objective", () => {
  test("that requests alone on an idle host do not meet is told, with what they take", () => {
    // Exponential with a mean of 16 / 100 s: 99 % take up to 160 ms · ln 100 = 736.83 ms.
    expect(told("{ answered: 99%, within: 500ms }")).toEqual([
      "s cannot meet its objective at h-1: 99% of requests that are alone there take up to 737 ms, and are to be answered within 500 ms",
    ]);
  });

  const FIVE = [1, 2, 3, 4, 5];
  const objective =
    "objective: { answered: 99%, within: 500ms }, load: { rate: 1/s, timeout: 5s, mix: { a: { reads: shareable } } }";
  const inWords = (services: string) =>
    weaknessesOf(
      scenarioOf(`name: asking
duration: 1h
networks: { lan: {} }
directors: { d-1: { network: lan } }
hosts: { ${FIVE.map((at) => `h-${at}: { network: lan, serves: { rate: 100/s, concurrency: 16 } }`).join(", ")} }
services: { ${services} }
policies: { p: none }
`),
    ).filter((each) => each.includes("objective"));

  test("of many services alike is told once, and once of all hosts alike that a service runs on", () => {
    const rest = "99% of requests that are alone there take up to 737 ms, and are to be answered within 500 ms";
    expect(inWords(FIVE.map((at) => `s-${at}: { runs-on: h-${at}, ${objective} }`).join(", "))).toEqual([
      `s-1 cannot meet its objective at h-1: ${rest} (and so it is with s-2, s-3, s-4, s-5)`,
    ]);
    const pool = FIVE.map((at) => `h-${at}`).join(", ");
    expect(inWords(`s: { runs-on: [${pool}], director: d-1, ${objective} }`)).toEqual([
      `s cannot meet its objective at ${pool}: ${rest}`,
    ]);
  });

  test("that can be met is nobody's concern", () => {
    expect(told("{ answered: 99%, within: 800ms }")).toEqual([]);
    expect(told("{ answered: 90%, within: 500ms }")).toEqual([]);
    expect(told("{ answered: 99%, within: 500ms }", undefined, "constant")).toEqual([]);
  });

  test("without a time of its own, or of requests some of which take less work, is not judged", () => {
    expect(told("{ answered: 99% }")).toEqual([]);
    const lighter = "{ a: { share: 50%, reads: shareable, work: x0.1 }, b: { share: 50%, reads: shareable } }";
    expect(told("{ answered: 99%, within: 500ms }", lighter)).toEqual([]);
  });
});
