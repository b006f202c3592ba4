/**
 * In the JSON Schema: of a union of mappings that have most of their keys in common those stand once, beside what tells the
 * members apart.
 */

type Json = Readonly<Record<string, unknown>>;

/** A mapping with these keys and no others. */
interface Member {
  readonly properties: Json;
  /** All else that is said of it: which keys it needs. */
  readonly rest: Json;
}

/** Fewer members, or fewer keys in common, are read more easily where they stand. */
const LEAST_MEMBERS = 4;
const LEAST_COMMON = 4;

/** The same schema to whoever validates or completes by it. */
export function withFactoredUnions(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withFactoredUnions);
  if (!isObject(schema)) return schema;
  const whole = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withFactoredUnions(value)]));
  const { anyOf, ...others } = whole;
  if (!Array.isArray(anyOf) || "properties" in others || "type" in others) return whole;
  const factored = factor(anyOf);
  return factored === null ? whole : { ...others, ...factored };
}

function factor(union: readonly unknown[]): Json | null {
  const members = union.map(memberOf);
  if (union.length < LEAST_MEMBERS || members.includes(null)) return null;
  const all = members as readonly Member[];
  const [first] = all;
  const common = Object.entries(first!.properties).filter(([key, value]) =>
    all.every(({ properties }) => JSON.stringify(properties[key]) === JSON.stringify(value)),
  );
  if (common.length < LEAST_COMMON) return null;
  const shared = new Set(common.map(([key]) => key));
  const names = { enum: [...shared] };
  const own = all.map(({ properties, rest }) => ({ properties: without(properties, shared), rest }));
  return {
    type: "object",
    properties: Object.fromEntries(common),
    anyOf: joined(own).map(({ properties, rest }) => ({
      type: "object",
      properties,
      propertyNames: { anyOf: [names, { enum: Object.keys(properties) }] },
      ...rest,
    })),
  };
}

/** Members that differ in what one key may hold, and in nothing else, are one. */
function joined(members: readonly Member[]): readonly Member[] {
  const made: Member[] = [];
  for (const each of members) {
    const [key, ...further] = Object.keys(each.properties);
    const before = made.at(-1);
    const isSame =
      before !== undefined &&
      further.length === 0 &&
      Object.keys(before.properties).join() === key &&
      JSON.stringify(before.rest) === JSON.stringify(each.rest);
    if (!isSame) made.push(each);
    else
      made[made.length - 1] = {
        ...before,
        properties: { [key!]: either(before.properties[key!], each.properties[key!]) },
      };
  }
  return made;
}

function either(one: unknown, other: unknown): Json {
  return { anyOf: [one, other] };
}

function without(properties: Json, keys: ReadonlySet<string>): Json {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !keys.has(key)));
}

function memberOf(schema: unknown): Member | null {
  if (!isObject(schema)) return null;
  const { type, properties, additionalProperties, ...rest } = schema;
  const isClosed = additionalProperties === false && !("patternProperties" in rest);
  return type === "object" && isObject(properties) && isClosed ? { properties, rest } : null;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
