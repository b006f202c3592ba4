// What is converted, by one engine or not at all: what is decoded, what a plan makes of it, and what means nothing.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { planOf } from "../../src/scenario/index.js";
import { problemsOf, scenarioOf } from "./a-scenario.js";

const read = (name: string): string =>
  readFileSync(new URL(`../../scenarios/site-failover/${name}`, import.meta.url), "utf8");

/** How long the system of 4 GB is converted by plan; its conversion does 20 MB/s. */
function converted(engine: string): number | null | undefined {
  const scenario = scenarioOf(`${read("fig-8.yaml")}\n${engine}`);
  const steps = planOf(scenario, scenario.policies[0]!).moves.flatMap((move) => move.steps);
  return steps.find(({ name }) => name === "transform")?.expectedMicros;
}

test("a plan knows the capacity of the engine, where it is the bottleneck", () => {
  expect(converted("")).toBe(200_000_000);
  expect(converted("transformation-engine: { capacity: 50MB/s }")).toBe(200_000_000);
  expect(converted("transformation-engine: { capacity: 5MB/s }")).toBe(800_000_000);
});

test("it runs on a storage system that exists, and is of no use where nothing is converted", () => {
  const engine = "transformation-engine: { capacity: 5MB/s, on: array-9 }";
  expect(problemsOf(`${read("fig-8.yaml")}\n${engine}`).join()).toContain("no array named array-9");
  const idle = problemsOf(`${read("fig-2a.yaml")}\ntransformation-engine: { capacity: 5MB/s }`);
  expect(idle.join()).toContain("this does nothing: no conversion by the engine is known");
});

test.each([
  ["{ of: data, from: sun-4x, to: sun-4m }", "it is not said how fast this is converted"],
  ["{ of: programs, from: oracle, to: oracle, by: as-is }", "only data is used as it is by another make"],
  ["{ of: data, from: oracle, to: oracle, by: as-is, rate: 1MB/s }", "what is used as it is, is not converted"],
  [
    "{ of: data, from: solaris-2.6, to: oracle, by: as-is }",
    "no host has an operating system or an application of the name solaris-2.6",
  ],
  ["{ of: data, from: sun-4x, to: oracle, by: as-is }", "the format of data knows no versions and no hardware"],
])("%s is refused", (transformation, why) => {
  const text = read("fig-8.yaml").replace(/^transformations:\n/m, `transformations:\n  - ${transformation}\n`);
  expect(text).toContain(transformation);
  expect(problemsOf(text).join()).toContain(why);
});

// Misspelt, or with a version that nobody has, it is never used: before, nobody was told.
test.each([
  ["from: solaris-2.7", "this converts nothing: no host is made of anything called solaris-2.7"],
  ["from: solarix", "this converts nothing: no host is made of anything called solarix"],
])("a conversion %s is warned of", (from, why) => {
  const text = read("fig-8.yaml").replace(
    /^transformations:\n/m,
    `transformations:\n  - { of: data, ${from}, to: sun-4m, rate: 1MB/s }\n`,
  );
  expect(problemsOf(text).join()).toContain(why);
});

test("versions stand behind a space as well as behind a hyphen", () => {
  const plans = (text: string) => {
    const scenario = scenarioOf(text);
    return planOf(scenario, scenario.policies[0]!).moves.map((move) => move.steps.map(({ name }) => name).join());
  };
  const hyphens = read("fig-9.yaml");
  const spaces = hyphens.replace(/(oracle|sql-server|solaris|windows-nt)-(\d)/g, "$1 $2");
  expect(spaces).not.toBe(hyphens);
  expect(plans(spaces)).toEqual(plans(hyphens));
});

test.each([
  ["used as it is", "[{ of: data, from: a, to: b, by: as-is }]"],
  ["imported", "[{ of: data, from: a, to: b, rate: 1MB/s, by: export-import }]"],
])("an engine has nothing to do where all data is %s", (_, transformations) => {
  const text = `${read("fig-2a.yaml")}\ntransformations: ${transformations}\ntransformation-engine: { capacity: 5MB/s }`;
  expect(problemsOf(text).join()).toContain("this does nothing: no conversion by the engine is known");
});
