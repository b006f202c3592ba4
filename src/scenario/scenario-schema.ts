/** The JSON Schema of the language, for completion in editors: made from the schemas that decode. */
import * as z from "zod";
import type { MeasureInfo } from "../result/index.js";
import { emptyContext } from "./schema/context.js";
import { withMeasures } from "./schema/expected-keys.js";
import { withFactoredUnions } from "./schema/factored-unions.js";
import { concept } from "./schema/fields.js";
import { withRemovableKeys } from "./schema/removable.js";
import { inLines, withSharedParts } from "./schema/shared-parts.js";
import { allSections, headingSchema, type SectionName } from "./section/index.js";

/** What one entry of a section is called. */
const ENTRIES: { readonly [Name in SectionName]?: string } = {
  networks: "network",
  connectors: "connector",
  storage: "storage-system",
  "array-links": "array-link",
  hosts: "host",
  links: "link",
  relays: "relay",
  agents: "agent",
  directors: "director",
  "name-servers": "name-server",
  services: "service",
  transformations: "transformation",
  crews: "crew",
  "cut-sets": "cut-set",
  policies: "policy",
  faults: "fault",
  orders: "order",
  expect: "expectation",
};

/**
 * JSON Schema draft 2020-12; what has a name in the language has one here, all else stands where it is used. With the
 * measures of a world, it lists those for `expect`.
 */
export function scenarioSchema(infos: readonly MeasureInfo[] | null = null): Readonly<Record<string, unknown>> {
  const context = emptyContext();
  const shape = [...allSections()].map(([name, section]) => {
    const schema = section.schema(context);
    const called = ENTRIES[name as SectionName] ?? name;
    const formed = {
      single: () => schema.meta({ ...schema.meta(), ...IN_PARTS }),
      list: () => z.union([z.array(concept(called, schema)), z.object({ include: z.string() })]),
      named: () => z.record(z.string(), concept(called, schema, NAMED)),
    }[section.form]();
    return [name, formed.optional().describe(section.about)] as const;
  });
  const root = z.object({ ...headingSchema().shape, ...Object.fromEntries(shape) }).catchall(z.never());
  const json = z.toJSONSchema(root, {
    io: "input",
    target: "draft-2020-12",
    reused: "inline",
    override: allowShortForms,
  });
  const plain = JSON.parse(
    JSON.stringify(json, (key, value: unknown) => (key === WAYS ? undefined : value)),
  ) as JsonObject & { properties: JsonObject };
  const expectations = withMeasures(plain.properties["expect"] as JsonObject, infos);
  const properties = { ...plain.properties, expect: expectations };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Understudy scenario",
    description: "A scenario of the Understudy simulator: a world, policies, faults, and what is expected.",
    ...(withRemovableKeys(withFactoredUnions({ ...plain, properties })) as JsonObject),
    // What is included may hold the rest of an entry.
    if: { not: { required: ["include"] } },
    then: completeness({ properties: json.properties }, (json["$defs"] ?? {}) as Definitions),
  };
}

type Definitions = Readonly<Record<string, JsonObject>>;

/** What a schema demands of entries under names, wherever they stand in it. */
function completeness(schema: JsonObject, definitions: Definitions): JsonObject {
  const { $ref: ref } = schema;
  const whole = typeof ref === "string" ? definitions[ref.replace("#/$defs/", "")]! : schema;
  const inside = (each: unknown) => (isObject(each) ? completeness(each, definitions) : {});
  const own = isObject(whole["properties"]) ? Object.entries(whole["properties"]) : [];
  const properties = own.map(([key, each]) => [key, inside(each)] as const).filter(([, each]) => !isEmpty(each));
  const rest = inside(whole["additionalProperties"]);
  return {
    ...(WAYS in whole ? { anyOf: whole[WAYS] } : {}),
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
    ...(isEmpty(rest) ? {} : { additionalProperties: rest }),
  };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

/** As it is shipped: `scenario.schema.json`; or for the measures of a world. */
export function scenarioSchemaText(infos: readonly MeasureInfo[] | null = null): string {
  return inLines(withSharedParts(scenarioSchema(infos)));
}

/** Of what stands under a name: it may be like another beside it, or be made many times. */
const NAMED = { named: true };

/** Of a section that is one mapping: what the whole file includes may hold the rest of it. */
const IN_PARTS = { inParts: true };

/** Ways in which an entry under a name is complete, by its keys: kept apart until it is known where they are demanded. */
const WAYS = "complete-with";

const INCLUDE = { type: "string", description: "Path of a file that holds this part, from the scenario's folder." };
const LIKE = {
  type: ["string", "integer"],
  description: "Name of the entry beside this one that it is a copy of; what stands here overrides it.",
};
const COUNT = {
  type: "integer",
  minimum: 1,
  description: "Makes so many entries; {i} and {i+10} in names and words are their numbers.",
};

type JsonObject = Record<string, unknown>;

interface Override {
  readonly zodSchema: z.core.$ZodTypes;
  readonly jsonSchema: object;
}

/** `include` in any mapping; `like` and `count` in entries, which then need not be complete. */
function allowShortForms({ zodSchema, jsonSchema }: Override): void {
  const json = jsonSchema as JsonObject;
  const { named = false, counted = named, inParts = named } = json;
  for (const mark of ["named", "counted", "inParts"]) delete json[mark];
  const short = { ...(named === true ? { like: LIKE } : {}), ...(counted === true ? { count: COUNT } : {}) };
  const { type } = zodSchema._zod.def;
  if (type === "object") allowIn(json, short, inParts === true);
  // A mapping of names to entries.
  else if (type === "record") json["properties"] = { include: INCLUDE };
  else if (Array.isArray(json["anyOf"])) {
    for (const branch of json["anyOf"] as JsonObject[]) {
      if ("properties" in branch && !isObject(branch["additionalProperties"])) allowIn(branch, short, inParts === true);
    }
  }
}

/**
 * Keys beside the fields of a mapping, which then need not all be there; all others are errors.
 * @param inParts whether the rest may stand elsewhere
 */
function allowIn(json: JsonObject, short: JsonObject, inParts: boolean): void {
  json["properties"] = { ...(json["properties"] as JsonObject), include: INCLUDE, ...short };
  // How unknown keys are decoded is of no use to an editor.
  json["additionalProperties"] = false;
  if (!Array.isArray(json["required"])) return;
  const ways = [json["required"], ["include"], ...("like" in short ? [["like"]] : [])];
  delete json["required"];
  json[inParts ? WAYS : "anyOf"] = ways.map((required) => ({ required }));
}
