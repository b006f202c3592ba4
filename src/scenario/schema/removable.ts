/** In the JSON Schema: `null` in the place of a key takes away what the entry would have inherited of that name. */

type Json = Readonly<Record<string, unknown>>;

/** Keys that are no part of an entry: nothing inherits them. */
const OWN = new Set(["include", "like", "count"]);

/** The same schema, in which every key of a mapping may be `null`: which are inherited only the whole file tells. */
export function withRemovableKeys(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withRemovableKeys);
  if (!isObject(schema)) return schema;
  const whole = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withRemovableKeys(value)]));
  const { properties, patternProperties, additionalProperties } = whole;
  return {
    ...whole,
    ...(isObject(properties) && schema["type"] === "object" ? { properties: removable(properties) } : {}),
    ...(isObject(patternProperties) ? { patternProperties: removable(patternProperties) } : {}),
    ...(isObject(additionalProperties) && !("not" in additionalProperties)
      ? { additionalProperties: orNull(additionalProperties) }
      : {}),
  };
}

function removable(properties: Json): Json {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, OWN.has(key) || !isObject(value) ? value : orNull(value)]),
  );
}

/** What it is by itself stays outside, where editors look for it. */
function orNull(schema: Json): Json {
  const { description, default: standard, ...shape } = schema;
  if ("not" in shape) return schema;
  const own = {
    ...(description === undefined ? {} : { description }),
    ...("default" in schema ? { default: standard } : {}),
  };
  const only = Object.keys(shape);
  const branches =
    only.length === 1 && Array.isArray(shape["anyOf"]) ? (shape["anyOf"] as readonly unknown[]) : [shape];
  return { ...own, anyOf: [...branches, { type: "null" }] };
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
