// The JSON Schema against a validator of the few keywords that it uses, and against what decoding says.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { newScenario, scenarioSchema, scenarioSchemaText } from "../../src/scenario/index.js";
import { EXAMPLE, SMALL } from "./a-scenario.js";

type Json = Readonly<Record<string, unknown>>;

const schema = scenarioSchema() as Json;
const definitions = schema["$defs"] as Readonly<Record<string, Json>>;

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === "boolean",
  array: (value) => Array.isArray(value),
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  null: (value) => value === null,
};

/** Keywords that say nothing about validity. */
const SILENT = ["$schema", "$defs", "title", "description", "default", "examples"];

const KEYWORDS: Readonly<Record<string, (value: unknown, argument: never, schema: Json) => boolean>> = {
  $ref: (value, ref: string) => valid(value, definitions[ref.replace("#/$defs/", "")]!),
  type: (value, types: string | string[]) => [types].flat().some((type) => TYPES[type]!(value)),
  enum: (value, values: unknown[]) => values.includes(value),
  const: (value, constant: unknown) => value === constant,
  anyOf: (value, branches: Json[]) => branches.some((branch) => valid(value, branch)),
  not: (value, branch: Json) => !valid(value, branch),
  items: (value, item: Json) => !Array.isArray(value) || value.every((each) => valid(each, item)),
  minItems: (value, least: number) => !Array.isArray(value) || value.length >= least,
  minimum: (value, least: number) => typeof value !== "number" || value >= least,
  maximum: (value, most: number) => typeof value !== "number" || value <= most,
  required: (value, keys: string[]) => !isObject(value) || keys.every((key) => Object.hasOwn(value, key)),
  propertyNames: (value, name: Json) => !isObject(value) || Object.keys(value).every((key) => valid(key, name)),
  properties: (value, shapes: Readonly<Record<string, Json>>) =>
    !isObject(value) ||
    Object.entries(shapes).every(([key, shape]) => !Object.hasOwn(value, key) || valid(value[key], shape)),
  additionalProperties: (value, rest: Json | false, { properties = {} }) =>
    !isObject(value) ||
    Object.entries(value).every(
      ([key, each]) => Object.hasOwn(properties as Json, key) || (rest !== false && valid(each, rest)),
    ),
};

function isObject(value: unknown): value is Json {
  return TYPES["object"]!(value);
}

function valid(value: unknown, against: Json): boolean {
  return Object.entries(against).every(([keyword, argument]) => {
    if (SILENT.includes(keyword)) return true;
    const check = KEYWORDS[keyword];
    if (check === undefined) throw new Error(`the schema uses ${keyword}, which this validator does not know`);
    return check(value, argument as never, against);
  });
}

const files = readdirSync("scenarios").filter((file) => file.endsWith(".yaml"));
const known: [string, string][] = files.map((file) => [file, readFileSync(`scenarios/${file}`, "utf8")]);

test.each<[string, string]>([
  ...known,
  ["the example", EXAMPLE],
  ["a new scenario", newScenario("x")],
  ["a small one", SMALL],
  ["short forms", `${SMALL}  n-{i}: { count: 3, like: web-1 }\n  include: more.yaml\nlinks: { include: links.yaml }\n`],
  ["included faults", `${SMALL}faults: { include: faults.yaml }\n`],
  ["included items", `${SMALL}faults:\n  - include: faults.yaml\n`],
  ["counted faults", `${SMALL}faults:\n  - { at: 1h, count: 2, crash: "web-{i}" }\n`],
  ["long faults", `${SMALL}faults:\n  - { at: 1h, slow: { host: web-1, factor: 2 } }\n`],
])("%s is valid", (_, text) => {
  expect(valid(parse(text), schema)).toBe(true);
});

test.each([
  ["an unknown key at the root", "seed: 1", "sed: 1"],
  ["an unknown key of an entry", "shutdown: 40s", "shutdwn: 40s"],
  ["an unknown fault", "crash: web-1", "crsh: web-1"],
  ["a bare number", "report: 5s", "report: 5"],
  ["a word that is none of a list", "power: off", "power: of"],
  ["a missing key", "    network: lan\n", ""],
  ["a missing name", "name: x\n", ""],
  ["a truth value as a word", "auto: true", "auto: 1"],
])("%s is not", (_, from, to) => {
  const text = newScenario("x");
  expect(text).toContain(from);
  expect(valid(parse(text.replace(from, to)), schema)).toBe(false);
});

test("is of draft 2020-12, and its text is stable", () => {
  expect(schema["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
  expect(scenarioSchemaText()).toBe(scenarioSchemaText());
  expect(JSON.parse(scenarioSchemaText())).toEqual(schema);
});

test("names every section and describes it", () => {
  const properties = schema["properties"] as Readonly<Record<string, Json>>;
  for (const [name, { description }] of Object.entries(properties)) {
    if (!["seed", "include"].includes(name)) expect(`${name}: ${String(description)}`).toMatch(/: .*\.$/);
  }
});
