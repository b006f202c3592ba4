/** Who repairs, and in which order. */
import { describe, expect, test } from "vitest";
import { runScenario } from "../cases/run-case.js";
import { problemsOf, scenarioOf } from "../a-scenario.js";

const UNITS = `name: units
duration: 200min
networks: { lan: { latency: 0s } }
hosts:
  u1: { network: lan, boot: { diagnostics: 0s, standalone: 0s, online: 0s } }
  u2: { like: u1 }
  u3: { like: u1 }
services: { s1: { runs-on: u1 }, s2: { runs-on: u2 }, s3: { runs-on: u3 } }
policies: { p: none }
`;

/** From which minute to which each host was away. */
const away = (text: string) =>
  runScenario(scenarioOf(UNITS + text))[0]!
    .result.incidents.map(({ from, startSeconds, endSeconds }) => [from, startSeconds / 60, endSeconds! / 60])
    .toSorted(([one], [other]) => (one! < other! ? -1 : 1));

describe("a crew that picks", () => {
  test("needs its time before each repair, and begins none while another lasts", () => {
    expect(
      away(`crews: { c: { picks: 5min } }
faults:
  - { at: 10min, crash: u1, repair: 20min, crew: c }
  - { at: 12min, crash: u2, repair: 10min, crew: c }
`),
    ).toEqual([
      ["u1", 10, 35],
      ["u2", 12, 50],
    ]);
  });

  test("takes what failed first of one class", () => {
    expect(
      away(`crews: { c: { picks: 1min } }
faults:
  - { at: 10min, crash: u3, repair: 20min, crew: c, class: units }
  - { at: 12min, crash: u2, repair: 20min, crew: c, class: units }
  - { at: 11min, crash: u1, repair: 20min, crew: c, class: units }
`),
    ).toEqual([
      ["u1", 11, 52],
      ["u2", 12, 73],
      ["u3", 10, 31],
    ]);
  });

  test("of two people both may pick, the second while the first repairs", () => {
    expect(
      away(`crews: { c: { size: 2, picks: 5min } }
faults:
  - { at: 10min, crash: u1, repair: 20min, crew: c }
  - { at: 12min, crash: u2, repair: 10min, crew: c }
  - { at: 13min, crash: u3, repair: 10min, crew: c }
`),
    ).toEqual([
      ["u1", 10, 35],
      ["u2", 12, 27],
      ["u3", 13, 42],
    ]);
  });

  test("of classes that wait the one is picked that draws the shorter time, not the one that waits longer", () => {
    const text = `crews: { c: { picks: exponential(1s) } }
faults:
  - { at: 1min, crash: u1, repair: 30min, crew: c }
  - { at: 2min, crash: u2, repair: 1min, crew: c }
  - { at: 3min, crash: u3, repair: 1min, crew: c }
`;
    const first = Array.from({ length: 40 }, (_, seed) => {
      const [, second, third] = away(`${text}seed: ${seed}\n`);
      return (second![2] as number) < (third![2] as number);
    });
    const share = first.filter((each) => each).length;
    // Of 40 throws of a coin fewer than 8, or more than 32, come up once in ten thousand times.
    expect(share).toBeGreaterThan(7);
    expect(share).toBeLessThan(33);
  });
});

test.each([
  ["{ at: 1h, crash: u1, repair: 1h, class: a }", "nobody picks this repair"],
  ["{ at: 1h, crash: u1, repair: 1h, crew: plain, class: a }", "plain repairs in the order of the failures"],
])("a class that nobody picks is refused: %s", (fault, message) => {
  expect(problemsOf(`${UNITS}crews: { plain: {} }\nfaults: [${fault}]\n`).join()).toContain(message);
});
