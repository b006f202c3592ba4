// The JSON Schema as an independent validator understands it, against what decoding says.
import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { measureInfos } from "../../src/observe/index.js";
import { decodeScenario, scenarioSchema, scenarioSchemaText } from "../../src/scenario/index.js";
import { EXAMPLE, SMALL } from "./a-scenario.js";
import { newScenario } from "./starter.js";

type Json = Readonly<Record<string, unknown>>;

const schema = scenarioSchema() as Json;
const definitions = schema["$defs"] as Readonly<Record<string, Json>>;

/** Its opinions on style (strict mode) are not ours. */
const validator = new Ajv2020({ strict: false });
const shipped = JSON.parse(scenarioSchemaText()) as Json;
const validate = validator.compile(shipped);

/** What the validator complains of, `null` when of nothing. */
function complaints(text: string): string | null {
  return validate(parse(text)) === true ? null : validator.errorsText(validate.errors);
}

const files = ["scenarios", "examples"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => `${folder}/${file}`),
);
const known: [string, string][] = files.map((file) => [file, readFileSync(file, "utf8")]);

test.each<[string, string]>([
  ...known,
  ["the example", EXAMPLE],
  ["a new scenario", newScenario("x")],
  ["a small one", SMALL],
  ["short forms", `${SMALL}  n-{i}: { count: 3, like: web-1 }\n  include: more.yaml\nlinks: { include: links.yaml }\n`],
  ["keys taken away", `${SMALL}  web-3: { like: web-1, relay: null, boot: { online: null } }\n`],
  ["entries taken away", `${SMALL}links: { include: links.yaml, fc-9: null }\n`],
  ["included faults", `${SMALL}faults: { include: faults.yaml }\n`],
  ["included items", `${SMALL}faults:\n  - include: faults.yaml\n`],
  ["counted faults", `${SMALL}faults:\n  - { at: 1h, count: 2, crash: "web-{i}" }\n`],
  ["long faults", `${SMALL}faults:\n  - { at: 1h, slow: { host: web-1, factor: 2 } }\n`],
])("%s is valid", (_, text) => {
  expect(complaints(text)).toBeNull();
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
  expect(complaints(text)).toBeNull();
  expect(complaints(text.replace(from, to))).not.toBeNull();
});

test("knows the measures of the run by name, those of others by the end of their keys, with what they mean", () => {
  const said = JSON.stringify((schema["properties"] as Json)["expect"]);
  expect(said).toContain('"takeovers":{"description":"Takeovers that the logic started."');
  expect(said).toContain("rto\\\\.p95$");
});

test("for a scenario, lists the measures of whatever it names", () => {
  const { scenario } = decodeScenario(newScenario("x"), "x.yaml", { read: () => "" });
  const own = scenarioSchema(measureInfos(scenario!.world));
  expect(JSON.stringify(own)).toContain('"shop.rto.p95":{"description"');
  expect(JSON.stringify(schema)).not.toContain('shop.rto.p95":');
});

test("is of draft 2020-12, and its text is stable", () => {
  expect(schema["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
  expect(scenarioSchemaText()).toBe(scenarioSchemaText());
});

/** With what was written once put back in every place that refers to it. */
function spreadOut(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(spreadOut);
  if (typeof part !== "object" || part === null) return part;
  const { $ref: ref, ...own } = part as Json;
  const [, shared] = /^#\/\$defs\/(shared-.*)$/.exec(String(ref)) ?? [];
  if (shared !== undefined) return { ...own, ...(spreadOut((shipped["$defs"] as Json)[shared]) as Json) };
  return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, spreadOut(each)]));
}

test("says in its text what it says, with what stands in many places written once", () => {
  const { $defs: all, ...rest } = shipped;
  const own = Object.entries(all as Json).filter(([name]) => !name.startsWith("shared-"));
  expect(spreadOut({ ...rest, $defs: Object.fromEntries(own) })).toEqual(schema);
  expect(Object.keys(all as Json)).toContain("shared-repair");
  expect(scenarioSchemaText().length).toBeLessThan(JSON.stringify(schema).length * 0.75);
});

test("gives a name to what has one in the language, and to nothing else", () => {
  const names = Object.keys(definitions);
  expect(names).toEqual(
    expect.arrayContaining(["host", "volume", "service", "policy", "fault", "duration", "rate", "share"]),
  );
  expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  const referred = new Set([...JSON.stringify(schema).matchAll(/"#\/\$defs\/([^"]*)"/g)].map(([, name]) => name));
  expect(referred).toEqual(new Set(names));
  // Sections hold entries of a kind, which an editor can tell.
  const properties = schema["properties"] as Readonly<Record<string, Json>>;
  expect(properties["hosts"]).toMatchObject({
    anyOf: [{ additionalProperties: { anyOf: [{ $ref: "#/$defs/host" }, { type: "null" }] } }, { type: "null" }],
  });
});

test("names every section and describes it", () => {
  const properties = schema["properties"] as Readonly<Record<string, Json>>;
  for (const [name, { description }] of Object.entries(properties)) {
    if (!["seed", "include"].includes(name)) expect(`${name}: ${String(description)}`).toMatch(/: .*\.$/);
  }
});
