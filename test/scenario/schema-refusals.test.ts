// The JSON Schema as it is shipped: what stands once there still refuses, and completes, what it did where it stood everywhere.
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { faultKinds, scenarioSchemaText } from "../../src/scenario/index.js";

type Json = Readonly<Record<string, unknown>>;

const shipped = JSON.parse(scenarioSchemaText()) as Json;
const definitions = shipped["$defs"] as Readonly<Record<string, Json>>;
const validate = new Ajv2020({ strict: false }).compile({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $defs: definitions,
  $ref: "#/$defs/fault",
});

test("one fault takes a fifth of what it would with all keys for each kind", () => {
  expect(JSON.stringify(definitions["fault"]).length).toBeLessThan(30_000);
});

test.each([
  [{ at: "1h", crash: "web-1" }],
  [{ every: "exponential(20d)", crash: ["web-1", "web-2"], repair: "4h" }],
  [{ at: "1h", crash: { "holder-of": "shop" } }],
  [{ at: "1h", slow: "web-1", factor: 2 }],
  [{ at: "1h", slow: { host: "web-1", factor: 2 } }],
  [{ at: "1h", group: { crash: "web-1", cut: "lan" } }],
  [{ include: "faults.yaml" }],
])("%j is a fault", (fault) => {
  expect(validate(fault)).toBe(true);
});

test.each([
  ["two kinds", { at: "1h", crash: "web-1", hang: "web-2" }],
  ["no kind", { at: "1h", repair: "4h" }],
  ["a key of another kind", { at: "1h", crash: "web-1", factor: 2 }],
  ["a key that is lacking", { at: "1h", slow: "web-1" }],
  ["a key that there is not", { at: "1h", crash: "web-1", repaire: "4h" }],
  ["a number without a unit", { at: "1h", crash: "web-1", repair: 4 }],
  ["a target that is none", { at: "1h", crash: 1.5 }],
  ["an unknown kind in a group", { at: "1h", group: { crsh: "web-1" } }],
  ["no mapping", "crash web-1"],
])("%s is not", (_, fault) => {
  expect(validate(fault)).toBe(false);
});

/** What an editor shows of a schema: its own, that of what it refers to, and of each member of a union. */
function shown(part: Json): Json {
  const { $ref: ref, properties = {}, anyOf = [] } = part;
  const there = typeof ref === "string" ? shown(definitions[ref.replace("#/$defs/", "")]!) : {};
  const members = (anyOf as readonly Json[]).map(shown);
  return Object.assign({}, there, properties, ...members) as Json;
}

/** The first description of a schema or of what it is made of. */
function aboutOf({ description, $ref: ref, anyOf = [] }: Json): string | null {
  if (typeof description === "string") return description;
  const parts = [
    ...(typeof ref === "string" ? [definitions[ref.replace("#/$defs/", "")]!] : []),
    ...(anyOf as readonly Json[]),
  ];
  return parts.map(aboutOf).find((about) => about !== null) ?? null;
}

test("an editor finds every kind of fault, with what is said of it, and the keys that all have", () => {
  const all = shown(definitions["fault"]!);
  expect(Object.keys(all)).toEqual(expect.arrayContaining(["at", "every", "repair", "group", "factor"]));
  expect(faultKinds().map(({ name }) => [name, aboutOf((all[name] ?? {}) as Json)])).toEqual(
    faultKinds().map(({ name, about }) => [name, about]),
  );
});
