import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { planOf, weaknessesOf } from "../../../src/scenario/index.js";
import { masked, toldOnce } from "../../../src/scenario/assembly/alike.js";
import { saidOnce, tell } from "../../../src/scenario/assembly/sentence.js";
import { scenarioOf } from "../a-scenario.js";

/** Pairs of hosts, the first of each with a service; `more` is said besides. */
function pairs(count: number, more = ""): string {
  const each = (line: (at: number) => string) => Array.from({ length: count }, (_, at) => line(at)).join("\n");
  return `
name: pairs
duration: 1h
networks: { lan: {} }
hosts:
${each((at) => `  a-${at}: { network: lan, relay: ra-${at} }\n  b-${at}: { network: lan, relay: rb-${at}, power: off }`)}
agents:
${each((at) => `  a-${at}: {}`)}
services:
${each((at) => `  s-${at}: { runs-on: a-${at} }`)}
policies: { p: { failover: { preset: 2A } } }
${more}
`;
}

describe("moves that differ by names alone", () => {
  it("are told one by one where they are few", () => {
    const scenario = scenarioOf(pairs(5));
    const { moves } = planOf(scenario, scenario.policies[0]!);
    expect(moves.map(({ subjects, alike }) => [subjects, alike])).toEqual(
      [0, 1, 2, 3, 4].map((at) => [[`s-${at}`], undefined]),
    );
  });

  it("are told once where they are many, with all that they stand for", () => {
    const scenario = scenarioOf(pairs(40));
    const [move, ...others] = planOf(scenario, scenario.policies[0]!).moves;
    expect(others).toEqual([]);
    expect(move).toMatchObject({ subjects: ["s-0"], from: "a-0", to: "b-0", orLikewise: 39 });
    expect(move!.alike).toHaveLength(39);
    expect(move!.alike![0]).toEqual({ subjects: ["s-1"], from: "a-1", to: "b-0" });
    expect(move!.excluded).toMatchObject([{ host: "a-1", why: "it serves s-1 itself" }]);
    expect(move!.excluded[0]!.alike).toHaveLength(38);
  });

  it("hide none that differs by more", () => {
    const scenario = scenarioOf(pairs(40, "relays: { ra-39: { switching: 55s } }"));
    const { moves } = planOf(scenario, scenario.policies[0]!);
    expect(moves.map(({ subjects }) => subjects)).toEqual([["s-0"], ["s-39"]]);
    const longest = ({ steps }: (typeof moves)[number]) =>
      JSON.stringify(steps).match(/"expectedMicros":5\d{7}\b/g) ?? [];
    expect(moves.map((move) => longest(move).length)).toEqual([0, 1]);
  });

  it("have weak points in common, which are told once", () => {
    const found = weaknessesOf(scenarioOf(pairs(40))).filter((each) => each.includes("no director"));
    expect(found).toEqual([
      "s-0 has no director: nobody outside lan can stand in for a-0 (and so it is with s-1, s-2, s-3 and 36 others)",
    ]);
  });
});

describe("weak points of several storage systems", () => {
  it("are not told as if all were those of the first", () => {
    const file = new URL("../../../scenarios/site-failover/fig-10.yaml", import.meta.url);
    const more = Array.from({ length: 4 }, (_, at) => `      more-${at}: { size: 1GB, on: da-1, via: fa-1 }\n`).join(
      "",
    );
    const text = readFileSync(file, "utf8").replace(/^ {6}stock-data:/m, (found) => `${more}${found}`);
    const found = weaknessesOf(scenarioOf(text)).filter((each) => each.startsWith("every copy of"));
    expect(found).toEqual([
      "every copy of more-0 is in array-1: when that is lost, so is the data (and so it is with more-1, more-2, more-3 and 2 others)",
      "every copy of cars-data is in array-2: when that is lost, so is the data",
    ]);
  });
});

describe("names taken out of a text", () => {
  it("leave the same where names alone differ, and those that are made of them", () => {
    expect(masked("copy v-1-mirror to h-1", ["h-1", "v-1"])).toBe(masked("copy v-22-mirror to h-7", ["h-7", "v-22"]));
  });

  it("leave something else where they play other parts", () => {
    expect(masked("copy v from a to b", ["a", "b"])).not.toBe(masked("copy v from b to a", ["a", "b"]));
  });

  it("are whole words", () => {
    expect(masked("on h-1 and h-11", ["h-1"])).toContain("h-11");
  });
});

it("what many have in common is told at the place of the first", () => {
  const all = [..."xaxaxaxaxaxay"].map((shape, it) => ({ shape, it }));
  expect(toldOnce(all).map(({ it, alike }) => [it, alike.length])).toEqual([
    [0, 5],
    [1, 5],
    [12, 0],
  ]);
});

it("a sentence tells a few names of many", () => {
  const hosts = Array.from({ length: 20 }, (_, at) => `h-${at}`);
  expect(saidOnce([tell`${"x"} serves ${hosts}`])).toEqual(["x serves h-0, h-1, h-2 and 17 others"]);
});
