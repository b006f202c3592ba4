/** What is expected where something of a wrong kind stands: of mappings and lists an example, made of what may stand in them. */
import * as z from "zod";

/** For zod: its message about a value of a wrong kind is what would have been right. */
export const sayExpected: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== "invalid_type") return undefined;
  const expected = KINDS.get(issue.expected) ?? issue.expected;
  const example = WITH_PARTS.includes(issue.expected) ? exampleOf(issue.inst as z.core.$ZodTypes) : null;
  return example === null ? expected : `${expected}, as ${example}`;
};

const KINDS: ReadonlyMap<string, string> = new Map([
  ["object", "a mapping"],
  ["record", "a mapping"],
  ["array", "a list"],
  ["int", "a whole number"],
  ["number", "a number"],
  ["boolean", "true or false"],
  ["string", "a word"],
]);

const WITH_PARTS: readonly string[] = ["object", "record", "array"];

/** A longer one is made with less in it. */
const LONGEST = 60;

/** What is left out. */
const REST = "…";

/** Stands for any name. */
const NAME = "NAME";

/** The one that it has itself, or the keys that are needed, or two that have a value anyway; `null` where nothing may stand in it. */
function exampleOf(schema: z.core.$ZodTypes): string | null {
  const examples = [3, 2, 1].flatMap((depth) => written(schema, depth) ?? []);
  return examples.find((each) => each.length <= LONGEST) ?? shortened(examples.at(-1));
}

function written(schema: z.core.$ZodTypes, depth: number): string | null {
  const { examples, enum: words } = (z.globalRegistry.get(schema) ?? {}) as Readonly<Record<string, unknown>>;
  const [known] = ((examples ?? words) as readonly unknown[] | undefined) ?? [];
  if (known !== undefined) return flow(known);
  const { def } = schema._zod;
  const part = (of: z.core.$ZodType): string =>
    depth === 0 ? REST : (written(of as z.core.$ZodTypes, depth - 1) ?? REST);
  switch (def.type) {
    case "object": {
      const keys = Object.entries(def.shape);
      const without = (...kinds: readonly string[]) => keys.filter(([, { _zod }]) => !kinds.includes(_zod.def.type));
      const needed = without("optional", "prefault");
      const otherwise = without("optional").length > 0 ? without("optional") : keys;
      const told = needed.length > 0 ? needed : otherwise.slice(0, 2);
      return told.length === 0 ? null : `{ ${told.map(([key, value]) => `${key}: ${part(value)}`).join(", ")} }`;
    }
    case "record":
      return `{ ${NAME}: ${part(def.valueType)} }`;
    case "array":
      return `[${part(def.element)}]`;
    case "tuple":
      return `[${def.items.map(part).join(", ")}]`;
    case "enum":
      return Object.keys(def.entries)[0] ?? null;
    case "union":
      return def.options.map((each) => written(each as z.core.$ZodTypes, depth)).find((each) => each !== null) ?? null;
    case "prefault":
      if (typeof def.defaultValue !== "object") return String(def.defaultValue);
      return written(def.innerType as z.core.$ZodTypes, depth);
    case "optional":
      return written(def.innerType as z.core.$ZodTypes, depth);
    case "pipe":
      return written(def.in as z.core.$ZodTypes, depth);
    case "boolean":
      return "true";
    case "number":
      return "3";
    default:
      return NAME;
  }
}

/** A value as YAML has it in one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, each]) => `${key}: ${flow(each)}`)
    .join(", ")} }`;
}

/** Its first keys. */
function shortened(example: string | undefined): string | null {
  if (example === undefined) return null;
  const fitting = example.slice(0, LONGEST).lastIndexOf(", ");
  return fitting < 0 ? example : `${example.slice(0, fitting)}, ${REST} }`;
}
