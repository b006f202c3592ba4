/** In the JSON Schema as text: what stands in many places is written once, under a name, and referred to. */

type Json = Readonly<Record<string, unknown>>;

/** Keywords whose value is a schema, a list of them, or schemas by name. */
const ONE = ["additionalProperties", "propertyNames", "items", "if", "then", "not"];
const LIST = ["anyOf", "oneOf", "allOf", "prefixItems"];
const BY_NAME = ["properties", "patternProperties", "$defs"];

/** A reference is shorter than this, and what stands fewer times is read more easily where it stands, unless it is long. */
const LEAST_LENGTH = 80;
const LEAST_TIMES = 3;
const LONG = 200;

/** The same schema to whoever validates or completes by it. */
export function withSharedParts(schema: Json): Json {
  const names = namesOf(schema);
  const shared = new Map<string, unknown>();
  const shorten = (part: unknown, isNamed = false): unknown => {
    if (!isObject(part)) return part;
    if (isNamed) return inside(part);
    const name = names.get(JSON.stringify(part));
    if (name !== undefined) return refer(name, part);
    // What it means here stands beside the reference.
    const { own, shape } = taken(part);
    const ofShape = Object.keys(own).length === 0 ? undefined : names.get(JSON.stringify(shape));
    return ofShape === undefined ? inside(part) : { ...own, ...refer(ofShape, shape) };
  };
  const inside = (part: Json): Json => mapParts(part, (each, _key, holder) => shorten(each, holder === "$defs"));
  const refer = (name: string, part: Json): Json => {
    if (!shared.has(name)) {
      shared.set(name, null);
      shared.set(name, shorten(part, true));
    }
    return { $ref: `#/$defs/${name}` };
  };
  const whole = shorten(schema, true) as Json;
  const definitions = { ...(whole["$defs"] as Json), ...Object.fromEntries([...shared].toSorted(byName)) };
  return Object.fromEntries(Object.entries(whole).map(([key, each]) => [key, key === "$defs" ? definitions : each]));
}

/** A line for each key of the whole, for each of its properties and for each definition. */
export function inLines(schema: Json): string {
  const lines = (all: Json): string =>
    Object.entries(all)
      .map(([key, each]) => `    ${JSON.stringify(key)}: ${JSON.stringify(each)}`)
      .join(",\n");
  const parts = Object.entries(schema).map(([key, each]) => {
    const isLong = isObject(each) && (key === "properties" || key === "$defs");
    return `  ${JSON.stringify(key)}: ${isLong ? `{\n${lines(each)}\n  }` : JSON.stringify(each)}`;
  });
  return `{\n${parts.join(",\n")}\n}\n`;
}

/** Of whatever is worth it: called like the key under which it stands first. */
function namesOf(schema: Json): ReadonlyMap<string, string> {
  const found = new Map<string, { times: number; readonly key: string }>();
  const note = (part: Json, key: string): number => {
    const text = JSON.stringify(part);
    const known = found.get(text) ?? { times: 0, key };
    known.times += 1;
    if (text.length >= LEAST_LENGTH) found.set(text, known);
    return known.times;
  };
  const count = (part: unknown, key: string): unknown => {
    if (!isObject(part)) return part;
    if (note(part, key) === 1) {
      const { own, shape } = taken(part);
      if (Object.keys(own).length > 0) note(shape, key);
    }
    return mapParts(part, (each, own) => count(each, own ?? key));
  };
  mapParts(schema, (part, key) => count(part, key ?? "part"));
  const used = new Set(Object.keys((schema["$defs"] ?? {}) as Json));
  const names = new Map<string, string>();
  for (const [text, { times, key }] of found) {
    if (times < (text.length >= LONG ? 2 : LEAST_TIMES)) continue;
    const wanted = `shared-${key.replaceAll(/[^A-Za-z0-9-]+/g, "-")}`;
    let name = wanted;
    for (let number = 2; used.has(name); number += 1) name = `${wanted}-${number}`;
    used.add(name);
    names.set(text, name);
  }
  return names;
}

/** What a part is in this place, and what it is anywhere. */
function taken({ description, default: standard, ...shape }: Json): { readonly own: Json; readonly shape: Json } {
  const own = {
    ...(description === undefined ? {} : { description }),
    ...(standard === undefined ? {} : { default: standard }),
  };
  return { own, shape };
}

/** @param change is told the name of a part that has one, and the keyword that holds it */
function mapParts(schema: Json, change: (part: unknown, key: string | null, holder: string) => unknown): Json {
  return Object.fromEntries(
    Object.entries(schema).map(([holder, value]) => {
      if (ONE.includes(holder)) return [holder, change(value, null, holder)];
      if (LIST.includes(holder) && Array.isArray(value))
        return [holder, value.map((each: unknown) => change(each, null, holder))];
      if (!BY_NAME.includes(holder) || !isObject(value)) return [holder, value];
      return [holder, Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each, key, holder)]))];
    }),
  );
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
