/** What sections are made of: each field decodes, tells its type and describes itself in the JSON Schema. */
import * as z from "zod";
import type { Parsed, Quantity, WrittenDistribution } from "../quantity/index.js";
import type { Complaint } from "../source/report.js";
import { SHORT_FORMS } from "../source/expand.js";
import type { Context } from "./context.js";
import type { Kind, Names } from "./names.js";

/** What our own issues carry beside their message. */
export interface IssueDetails {
  readonly complaint: Complaint;
  /** Whether the key is meant and not its value. */
  readonly atKey?: boolean;
  /** Whether the value is of a wrong type altogether, so that another branch of a union may be meant. */
  readonly wrongType?: boolean;
}

/** The parts of the zod context that we use. */
interface Refining {
  addIssue(issue: { code: "custom"; message: string; path?: PropertyKey[]; params: { details: IssueDetails } }): void;
}

/** Reports from inside a transform; `path` is relative to the field. */
export function complain(
  context: Refining,
  complaint: Complaint,
  more: Omit<IssueDetails, "complaint"> & { readonly path?: PropertyKey[] } = {},
): typeof z.NEVER {
  const { path = [], ...flags } = more;
  context.addIssue({
    code: "custom",
    message: complaint.message,
    path,
    params: { details: { complaint, ...flags } },
  });
  return z.NEVER;
}

/** Definitions of the JSON Schema that are used in many places; one object each, since their ids must be unique. */
const definitions = new Map<string, z.ZodUnknown>();

function definition(id: string, meta: Record<string, unknown>): z.ZodUnknown {
  const known = definitions.get(id) ?? z.unknown().meta({ id, ...meta });
  definitions.set(id, known);
  return known;
}

/** Gives a schema a name of its own in the JSON Schema; one schema for each name. */
export function concept<T extends z.ZodType>(name: string, schema: T, meta: Record<string, unknown> = {}): T {
  return schema.meta({ ...schema.meta(), ...meta, id: name });
}

/** A field that is written as a word or a number and means what the quantity says. */
export function field<T>(quantity: Quantity<T>) {
  const { name, expected, examples } = quantity;
  const type = name === "multiplier" ? ["string", "number"] : "string";
  return definition(name, { type, description: sentence(expected), examples }).transform((input, context): T => {
    return decoded(asWord(input, expected), (word) => quantity.parse(word), context);
  });
}

/** A duration that varies. */
export function varying({ distribution }: Context) {
  return field(distribution);
}

/** A distribution of intervals: on average longer than nothing. */
export function varyingInterval(context: Context) {
  return varying(context).transform((value: WrittenDistribution, refining) => {
    if (value.mean >= 1) return value;
    return complain(refining, { message: "this is no time at all", expected: "an interval above zero" });
  });
}

/** Any text that is not empty; a whole number is taken as its digits. */
export function text(about: string) {
  return z
    .unknown()
    .meta({ type: ["string", "integer"], description: about })
    .transform((input, context): string => {
      const expected = "a text";
      return decoded(asWord(input, expected, true), (word) => ({ value: word }), context);
    });
}

/** More words than these nobody reads in an error. */
const MOST_LISTED = 32;

/** One of the words of a list that is only known at run time. */
export function oneOf(words: readonly string[], what: string) {
  return z
    .unknown()
    .meta({ enum: words.flatMap((word) => (/^\d+$/.test(word) ? [word, Number(word)] : [word])) })
    .transform((input, context): string => {
      const expected =
        words.length <= MOST_LISTED
          ? `one of ${words.join(", ")}`
          : `one of ${words.length} words that the scenario reference lists`;
      const known = (word: string): Parsed<string> =>
        words.includes(word)
          ? { value: word }
          : { complaint: { message: `there is no ${what} ${word}`, expected, near: { word, names: words } } };
      return decoded(asWord(input, expected, true), known, context);
    });
}

/** The name of something that is defined elsewhere in the scenario. */
export function reference(context: Context, ...kinds: readonly [Kind, ...Kind[]]) {
  return referenceAmong(context, () => kinds);
}

/** The same, of kinds that depend on what the scenario has. */
export function referenceAmong(context: Context, kindsIn: (names: Names) => readonly Kind[]) {
  return z
    .unknown()
    .meta({ type: ["string", "integer"] })
    .transform((input, refining): string => {
      const { names } = context;
      const kinds = kindsIn(names);
      const known = (word: string): Parsed<string> => {
        const complaint = names.use(word, kinds);
        return complaint === null ? { value: word } : { complaint };
      };
      return decoded(asWord(input, `the name of ${withArticle(kinds.join(" or "))}`, true), known, refining);
    });
}

/** A value or a list of such values; always a list afterwards. */
export function oneOrMore<T extends z.ZodType>(element: T) {
  return z.union([element, z.array(element).min(1)]).transform((value) => {
    return (Array.isArray(value) ? value : [value]) as z.output<T>[];
  });
}

/** Of an unknown key, which only the path of the issue tells. */
export const NO_SUCH_KEY = "there is no such key";

/** A mapping with these keys and no others. */
export function entry<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const keys = Object.keys(shape);
  const unknown = z
    .unknown()
    .meta({ not: {} })
    .transform((_, context) => {
      const expected = `one of ${keys.join(", ")}`;
      return complain(context, { message: NO_SUCH_KEY, expected, near: { word: "", names: keys } }, { atKey: true });
    });
  return z.object(shape).catchall(unknown) as unknown as z.ZodObject<Shape, z.core.$strict>;
}

/** Letters, digits, - and _: dots and blanks would not be told apart in `shop.availability` and in a list. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const LONGEST_NAME = 64;

/** Why a word cannot be the name of an entry, or null. */
export function badName(word: string): Complaint | null {
  const expected = "a name of letters, digits, - and _";
  if (word.includes("{i")) return { message: `${word} has no \`count\``, expected };
  if (SHORT_FORMS.includes(word)) return { message: `${word} cannot be a name`, expected };
  if (word.length > LONGEST_NAME) return { message: `a name has at most ${LONGEST_NAME} letters`, expected };
  return NAME.test(word) ? null : { message: `${JSON.stringify(word)} cannot be a name`, expected };
}

function decoded<T>(word: Parsed<string>, parse: (word: string) => Parsed<T>, context: Refining): T {
  if (!("value" in word)) return complain(context, word.complaint, { wrongType: true }) as T;
  const parsed = parse(word.value);
  return "value" in parsed ? parsed.value : (complain(context, parsed.complaint) as T);
}

/** Words and numbers as text; `whole`: only whole numbers, since others are not written the same way again (2.10). */
function asWord(input: unknown, expected: string, whole = false): Parsed<string> {
  if (typeof input === "string") {
    return input.trim() === "" ? { complaint: { message: "nothing stands here", expected } } : { value: input.trim() };
  }
  if (typeof input === "number") {
    if (!Number.isFinite(input)) return { complaint: { message: `${input} is not finite`, expected } };
    if (!whole || Number.isSafeInteger(input)) return { value: String(input) };
    return { complaint: { message: `${input} is a number`, expected: `${expected}; put it in quotes` } };
  }
  return { complaint: { message: `${typeName(input)} stands here`, expected } };
}

/** What a value is, in words. */
export function typeName(input: unknown): string {
  if (input === null || input === undefined) return "nothing";
  if (Array.isArray(input)) return "a list";
  if (typeof input === "object") return "a mapping";
  if (typeof input === "boolean") return String(input);
  return typeof input === "number" ? "a number" : "a word";
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}
