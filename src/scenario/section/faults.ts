/** `faults:` what is done to the world from outside, when, and for how long. */
import * as z from "zod";
import { INSTANT_EXPECTED, parseInstant, type Instant } from "../calendar/instant.js";
import { type FaultKind, faultKinds } from "../fault/index.js";
import { type Quantity, share, type WrittenDistribution } from "../quantity/index.js";
import type { FaultEffect } from "../scenario.js";
import type { Context } from "../schema/context.js";
import {
  complain,
  entry,
  field,
  oneOf,
  oneOrMore,
  reference,
  text,
  varying,
  varyingInterval,
} from "../schema/fields.js";
import type { Located } from "../source/located.js";
import type { Section } from "./section.js";

const instant: Quantity<Instant> = {
  name: "instant",
  expected: INSTANT_EXPECTED,
  examples: ["90s", "3d", "3d 18:30"],
  parse: parseInstant,
};

/** A fault whose instants wait for the start of the run, and whose rules are still to be checked. */
export interface WrittenFault {
  readonly name?: string | undefined;
  readonly at?: Instant | undefined;
  readonly every?: WrittenDistribution | undefined;
  readonly when?: { readonly step: string; readonly of: string } | undefined;
  readonly probability: number;
  readonly window?: { readonly from?: Instant | undefined; readonly to?: Instant | undefined } | undefined;
  readonly repair?: WrittenDistribution | undefined;
  readonly for?: WrittenDistribution | undefined;
  readonly crew?: string | undefined;
  /** Each with the path of its target in the item. */
  readonly effects: readonly (FaultEffect & { readonly path: readonly PropertyKey[] })[];
}

function timingShape(context: Context) {
  return {
    name: text("What reports call it; its kind and targets unless given.").optional(),
    at: field(instant).optional().describe("Strikes once, then."),
    every: varyingInterval(context)
      .optional()
      .describe("Strikes again and again; the time from its end to the next stroke."),
    when: entry({
      step: oneOf(context.vocabulary.steps, "step"),
      of: reference(context, "service"),
    })
      .optional()
      .describe("Strikes when a step of a failover of that service begins."),
    probability: field(share).prefault("100%").describe("With which it strikes when its time has come."),
    window: entry({ from: field(instant).optional(), to: field(instant).optional() })
      .optional()
      .describe("It strikes only from here to there."),
  };
}

function endShape(context: Context) {
  return {
    repair: varying(context).optional().describe("How long the repair takes, once somebody has time for it."),
    for: varying(context).optional().describe("How long it lasts, if it passes by itself."),
    crew: reference(context, "crew").optional().describe("Who repairs; without, the repair begins at once."),
  };
}

type Targets = ReturnType<typeof targetsOf>;

function targetsOf(kind: FaultKind, context: Context) {
  return oneOrMore(reference(context, ...kind.targets)).describe(kind.about);
}

/** `crash: web-1`, or the long form with the parameters: `spike: { service: shop, x: 6, for: 40min }`. */
function kindSchema(kind: FaultKind, context: Context) {
  const long = entry({ [kind.targetKey]: targetsOf(kind, context), ...kind.schema(), ...endShape(context) });
  return z.union([targetsOf(kind, context), long]).describe(kind.about);
}

/** What `kindSchema` decodes into. */
type KindValue = z.output<Targets> | Readonly<Record<string, unknown>>;

function effectsOf(
  kind: FaultKind,
  value: KindValue,
  beside: Readonly<Record<string, unknown>>,
  path: readonly PropertyKey[],
) {
  const long = Array.isArray(value) ? {} : (value as Readonly<Record<string, unknown>>);
  const targets = (Array.isArray(value) ? value : long[kind.targetKey]) as readonly string[];
  const at = Array.isArray(value) ? path : [...path, kind.targetKey];
  const parameters: Record<string, unknown> = {};
  for (const key of Object.keys(kind.schema())) parameters[key] = long[key] ?? beside[key];
  return targets.map((target) => ({ kind: kind.name, target, parameters, path: at }));
}

const END_KEYS = ["repair", "for", "crew"] as const;

/** What is said inside the braces counts as said beside them; not both. */
function hoisted(
  outer: Readonly<Record<string, unknown>>,
  inner: Readonly<Record<string, unknown>>,
  path: readonly PropertyKey[],
  context: Parameters<typeof complain>[0],
) {
  const ends: Record<string, unknown> = {};
  for (const key of END_KEYS) {
    if (outer[key] !== undefined && inner[key] !== undefined) {
      complain(context, { message: `\`${key}\` is given twice`, expected: "one of both" }, { path: [...path, key] });
    }
    ends[key] = outer[key] ?? inner[key];
  }
  return ends as Pick<WrittenFault, (typeof END_KEYS)[number]>;
}

/** An item with one kind of fault, its parameters in braces or beside it. */
function itemSchema(kind: FaultKind, context: Context) {
  const parameters = Object.entries(kind.schema()).map(
    ([key, schema]) => [key, z.optional(schema as z.ZodType)] as const,
  );
  const shape = { ...timingShape(context), ...endShape(context), ...Object.fromEntries(parameters) };
  return entry({ ...shape, [kind.name]: kindSchema(kind, context) }).transform((item, refining): WrittenFault => {
    const outer = item as unknown as Readonly<Record<string, unknown>> &
      z.output<z.ZodObject<ReturnType<typeof timingShape>>>;
    const value = outer[kind.name] as KindValue;
    const long = Array.isArray(value) ? null : (value as Readonly<Record<string, unknown>>);
    for (const key of Object.keys(kind.schema())) {
      const given = long?.[key] ?? outer[key];
      const needed = !(kind.schema()[key] as z.ZodType).safeParse(undefined).success;
      if (given === undefined && needed) complain(refining, { message: `\`${key}\` is missing` }, { path: [key] });
    }
    const { name, at, every, when, probability, window } = outer;
    const ends = hoisted(outer, long ?? {}, [kind.name], refining);
    return { name, at, every, when, probability, window, ...ends, effects: effectsOf(kind, value, outer, [kind.name]) };
  });
}

/** Several kinds, each with its targets. */
function bundleShape(context: Context) {
  return Object.fromEntries(faultKinds.map((kind) => [kind.name, kindSchema(kind, context).optional()]));
}

/** An item with several effects at one instant: a common cause. */
function groupSchema(context: Context) {
  const bundle = entry({ ...bundleShape(context), ...endShape(context) });
  const group = z
    .union([bundle, z.array(entry(bundleShape(context))).min(1)])
    .describe("Several faults at one instant: a common cause.");
  return entry({ ...timingShape(context), ...endShape(context), group }).transform((item, refining): WrittenFault => {
    const { group, name, at, every, when, probability, window } = item;
    const bundles = (Array.isArray(group) ? group : [group]) as readonly Readonly<Record<string, unknown>>[];
    const ends = hoisted(item, Array.isArray(group) ? {} : bundles[0]!, ["group"], refining);
    const effects = bundles.flatMap((each, index) =>
      faultKinds.flatMap((kind) => {
        const value = each[kind.name] as KindValue | undefined;
        const path = ["group", ...(Array.isArray(group) ? [index] : []), kind.name];
        return value === undefined ? [] : effectsOf(kind, value, {}, path);
      }),
    );
    if (effects.length === 0)
      complain(refining, { message: "this group is empty", expected: KINDS }, { path: ["group"] });
    return { name, at, every, when, probability, window, ...ends, effects };
  });
}

const GROUP = "group";
const KEYS = [...faultKinds.map(({ name }) => name), GROUP];
const KINDS = `one of ${KEYS.join(", ")}`;

/** Any item: for the JSON Schema and for the type. */
export function faultSchema(context: Context): z.ZodType<WrittenFault> {
  const items = faultKinds.map((kind): z.ZodType<WrittenFault> => itemSchema(kind, context));
  return z.union([groupSchema(context), ...items]);
}

/** The shape that an item means by its key. */
function choose(item: Located, context: Context): z.ZodType {
  const keys = item.is === "mapping" ? KEYS.filter((key) => item.entries.has(key)) : [];
  if (keys.length === 1) {
    const kind = faultKinds.find(({ name }) => name === keys[0]);
    return kind === undefined ? groupSchema(context) : itemSchema(kind, context);
  }
  const several = {
    message: `${keys.join(" and ")} in one fault`,
    expected: "`group:` around them, or an item for each",
  };
  const none = { message: "this does nothing", expected: KINDS };
  const shape = Object.fromEntries(KEYS.map((key) => [key, z.unknown()]));
  return entry({ ...timingShape(context), ...endShape(context), ...shape }).transform((_, refining) =>
    complain(refining, keys.length === 0 ? none : several),
  );
}

export const faults: Section = {
  about: "What is done to the world from outside, when, and for how long.",
  form: "list",
  schema: faultSchema,
  choose,
};
