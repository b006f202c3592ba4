// Every key that a scenario accepts, by its path: `*` stands for a name that the scenario chooses, a number for an item of a list.
import { scenarioSchema } from "../../../src/scenario/scenario-schema.js";

interface Shape {
  readonly $ref?: string;
  readonly anyOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: boolean | Shape;
  readonly items?: Shape;
}

/** Ways to write the same shorter: they are gone before anything is decoded. */
const SHORT_FORMS = ["include", "like", "count"];

/** What stands in there are measures by their names, which the schema offers: `expect` itself is the key. */
const NAMES_WITHIN = ["expect"];

/** Paths of all keys, each once, such as `hosts.*.boot.diagnostics` and `faults.0.spike.x`. */
export function keysOfSchema(): readonly string[] {
  const schema = scenarioSchema() as Shape & { readonly $defs?: Readonly<Record<string, Shape>> };
  const found = new Set<string>();
  const walk = (shape: Shape, path: string): void => {
    if (shape.$ref !== undefined) walk(schema.$defs![shape.$ref.replace("#/$defs/", "")]!, path);
    for (const branch of shape.anyOf ?? []) walk(branch, path);
    for (const [key, inner] of Object.entries(shape.properties ?? {})) {
      if (SHORT_FORMS.includes(key)) continue;
      found.add(`${path}${key}`);
      if (NAMES_WITHIN.includes(`${path}${key}`)) continue;
      walk(inner, `${path}${key}.`);
    }
    if (typeof shape.additionalProperties === "object") walk(shape.additionalProperties, `${path}*.`);
    if (shape.items !== undefined) walk(shape.items, `${path}0.`);
  };
  walk(schema, "");
  return [...found];
}

/** The key that a path in a scenario is of: the one that names most of it. `undefined` where there is no such key. */
export function keyOf(path: string, keys: readonly string[]): string | undefined {
  const words = path.split(".");
  const chosen = (key: string): number => key.split(".").filter((word) => word === "*").length;
  const fits = (key: string): boolean => {
    const own = key.split(".");
    return (
      own.length === words.length &&
      own.every((word, at) => word === words[at] || word === "*" || isItem(word, words[at]!))
    );
  };
  return keys.filter(fits).toSorted((a, b) => chosen(a) - chosen(b))[0];
}

function isItem(word: string, other: string): boolean {
  return word === "0" && /^\d+$/.test(other);
}
