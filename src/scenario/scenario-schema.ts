/** The JSON Schema of the language, for completion in editors: made from the schemas that decode. */
import * as z from "zod";
import { emptyContext } from "./schema/context.js";
import { headingSchema, type Section, sections } from "./section/index.js";

/** JSON Schema draft 2020-12. */
export function scenarioSchema(): Readonly<Record<string, unknown>> {
  const context = emptyContext();
  const shape = Object.entries<Section>(sections).map(([name, section]) => {
    const schema = section.schema(context);
    const formed = {
      single: () => schema,
      list: () => z.union([z.array(schema), z.object({ include: z.string() })]),
      named: () => namedSchema(schema),
    }[section.form]();
    return [name, formed.optional().describe(section.about)] as const;
  });
  const root = z.object({ ...headingSchema().shape, ...Object.fromEntries(shape) }).catchall(z.never());
  const json = z.toJSONSchema(root, { io: "input", target: "draft-2020-12", reused: "ref", override: allowShortForms });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Understudy scenario",
    description: "A scenario of the Understudy simulator: a world, policies, faults, and what is expected.",
    ...json,
  };
}

/** As it is shipped: `scenario.schema.json`. */
export function scenarioSchemaText(): string {
  return `${JSON.stringify(scenarioSchema(), null, 2)}\n`;
}

function namedSchema(entry: z.ZodType): z.ZodType {
  return z.record(z.string(), entry.meta({ ...entry.meta(), named: true }));
}

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
  const { named = false, counted = named } = json;
  delete json["named"];
  delete json["counted"];
  const short = { ...(named === true ? { like: LIKE } : {}), ...(counted === true ? { count: COUNT } : {}) };
  const { type } = zodSchema._zod.def;
  if (type === "object") allowIn(json, short);
  // A mapping of names to entries.
  else if (type === "record") json["properties"] = { include: INCLUDE };
  else if (Array.isArray(json["anyOf"])) {
    for (const branch of json["anyOf"] as JsonObject[]) if ("properties" in branch) allowIn(branch, short);
  }
}

/** Keys beside the fields of a mapping, which then need not all be there; all others are errors. */
function allowIn(json: JsonObject, short: JsonObject): void {
  json["properties"] = { ...(json["properties"] as JsonObject), include: INCLUDE, ...short };
  // How unknown keys are decoded is of no use to an editor.
  json["additionalProperties"] = false;
  if (!Array.isArray(json["required"])) return;
  const ways = [json["required"], ["include"], ...("like" in short ? [["like"]] : [])];
  delete json["required"];
  json["anyOf"] = ways.map((required) => ({ required }));
}
