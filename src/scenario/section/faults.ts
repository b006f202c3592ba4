/** `faults:` what is done to the world from outside, when, and for how long. */
import * as z from "zod";
import { stepWords, undertakingKindsIn } from "../family/index.js";
import { type FaultKind, faultKinds } from "../fault/index.js";
import { share } from "../quantity/index.js";
import { type Context, emptyContext } from "../schema/context.js";
import {
  complain,
  concept,
  entry,
  field,
  oneOf,
  oneOrMore,
  reference,
  referenceAmong,
  text,
  varying,
  varyingInterval,
} from "../schema/fields.js";
import { get, type Located } from "../source/located.js";
import { instant } from "./instants.js";
import type { Section } from "./section.js";
import type { WrittenEnd, WrittenFault } from "./written-fault.js";

function timingShape(context: Context) {
  return {
    name: text("What reports call it; its kind and targets unless given.").optional(),
    at: field(instant).optional().describe("Strikes once, then."),
    every: varyingInterval(context)
      .optional()
      .describe("Strikes again and again; the time from its end to the next stroke."),
    ages: z
      .enum(["always", "while-on"])
      .optional()
      .describe(
        "Which time counts for `every`. always: all of it, so that all policies meet the same instants; while-on: that in " +
          "which the host that it strikes has power and is whole, and with `holder-of` that in which somebody serves. " +
          "always unless given.",
      ),
    renews: oneOrMore(text("The name of another fault that strikes again and again."))
      .optional()
      .describe(
        "When it ends, the time to the next stroke of these faults begins anew, as after maintenance: names that they were given.",
      ),
    when: concept(
      "step-of-a-routine",
      entry({
        step: oneOf(stepWords(), "step").describe("Its name, or the number that a figure gives it."),
        of: referenceAmong(context, (names) => ["service", ...undertakingKindsIn(names)]).describe(
          "For what it is done: a service, a transfer, a failover set, an exported device, a cluster, one of its agents, a console.",
        ),
      }),
    )
      .optional()
      .describe(
        "Strikes each time that a step of what is undertaken for somebody begins, such as the failover of a service; `window` and `probability` make that fewer.",
      ),
    probability: field(share).prefault("100%").describe("With which it strikes when its time has come."),
    window: concept("window", entry({ from: field(instant).optional(), to: field(instant).optional() }))
      .optional()
      .describe("It strikes only from here to there."),
  };
}

function endShape(context: Context) {
  return {
    repair: varying(context).optional().describe("How long the repair takes, once somebody has time for it."),
    for: varying(context).optional().describe("How long it lasts, if it passes by itself."),
    crew: reference(context, "crew").optional().describe("Who repairs; without, the repair begins at once."),
    class: text(
      "For a crew that picks: repairs of one class are one choice, and come in the order of their failures; each fault is a class of its own unless given.",
    ).optional(),
  };
}

/** What an item says beside its kind. */
type Common = z.output<z.ZodObject<ReturnType<typeof commonShape>>>;

function commonShape(context: Context) {
  return { ...timingShape(context), ...endShape(context) };
}

function targetsOf(kind: FaultKind, context: Context) {
  return oneOrMore(reference(context, ...kind.targets)).describe(kind.about);
}

/** Instead of a host, whoever serves a service at that moment. */
const HOLDER_OF = "holder-of";

/** `{ service: shop, x: 6, for: 40min }`: the targets, the parameters, and how it ends. */
function longForm(kind: FaultKind, context: Context) {
  const targets = targetsOf(kind, context);
  const aims: z.ZodRawShape =
    kind.strikesHolders === true
      ? {
          [kind.targetKey]: targets.optional(),
          [HOLDER_OF]: reference(context, "service")
            .optional()
            .describe("Instead: whoever answers with the data of this service when it strikes."),
        }
      : { [kind.targetKey]: targets };
  const shape = { ...aims, ...kind.schema(context), ...endShape(context) };
  return concept(`${kind.name}-fault`, entry(shape).describe(kind.about));
}

/** Those of all kinds. */
function longForms(context: Context): ReadonlyMap<FaultKind, ReturnType<typeof longForm>> {
  return new Map(faultKinds().map((kind) => [kind, longForm(kind, context)]));
}

type LongForms = ReturnType<typeof longForms>;

type Refining = Parameters<typeof complain>[0];

type Values = Readonly<Record<string, unknown>>;

/** One effect for each target; `values` holds the parameters and, for the long form, the targets. */
function effectsOf(kind: FaultKind, targets: readonly string[], values: Values, path: readonly PropertyKey[]) {
  const keys = Object.keys(kind.schema(emptyContext()));
  const parameters = Object.fromEntries(keys.map((key) => [key, values[key]]));
  return targets.map((target) => ({ kind: kind.name, target, parameters, path }));
}

/** The effects of `crash: web-1` or `crash: { host: web-1 }` at a path of the item. */
function effectsOfEither(
  kind: FaultKind,
  value: readonly string[] | Values,
  path: readonly PropertyKey[],
  refining: Refining,
) {
  if (isList(value)) return effectsOf(kind, value, defaultsOf(kind, value, path, refining), path);
  const targets = value[kind.targetKey] as readonly string[] | undefined;
  const service = value[HOLDER_OF] as string | undefined;
  if ((targets === undefined) === (service === undefined)) {
    const [message, expected] =
      targets === undefined
        ? [`\`${kind.targetKey}\` is missing`, `\`${kind.targetKey}\` or \`${HOLDER_OF}\``]
        : [`both \`${kind.targetKey}\` and \`${HOLDER_OF}\``, "one of both"];
    complain(refining, { message, expected }, { path: [...path] });
    return [];
  }
  if (targets !== undefined) return effectsOf(kind, targets, value, [...path, kind.targetKey]);
  return effectsOf(kind, [service!], value, [...path, HOLDER_OF]).map((effect) => ({
    ...effect,
    strikesHolder: true as const,
  }));
}

/** The parameters of a kind of which only the targets are given: those without which it cannot be are told. */
function defaultsOf(kind: FaultKind, targets: readonly string[], path: readonly PropertyKey[], refining: Refining) {
  const { data, error } = z.object(kind.schema(emptyContext())).safeParse({});
  if (error === undefined) return data;
  const missing = error.issues.map((issue) => String(issue.path[0]));
  const expected = `\`${kind.name}: { ${kind.targetKey}: ${targets.join(", ")}, ${missing.map((key) => `${key}: …`).join(", ")} }\``;
  complain(refining, { message: `this needs \`${missing.join("` and `")}\``, expected }, { path: [...path] });
  return {};
}

function isList(value: readonly string[] | Values): value is readonly string[] {
  return Array.isArray(value);
}

const END_KEYS = ["repair", "for", "crew", "class"] as const satisfies readonly (keyof WrittenEnd)[];

/** How it ends: what is said inside the braces counts as said beside them; not both. */
function ends(outer: Common, inner: Values, path: readonly PropertyKey[], context: Refining) {
  const either: Record<string, unknown> = {};
  for (const key of END_KEYS) {
    if (outer[key] !== undefined && inner[key] !== undefined) {
      complain(context, { message: `\`${key}\` is given twice`, expected: "one of both" }, { path: [...path, key] });
    }
    either[key] = outer[key] ?? inner[key];
  }
  return either as WrittenEnd;
}

/** Tells the JSON Schema that items may have a `count`. */
const COUNTED = { counted: true };

/** `crash: web-1`, its parameters beside it. */
function shortItem(kind: FaultKind, common: ReturnType<typeof commonShape>, context: Context): z.ZodType<WrittenFault> {
  const shape = { ...common, ...kind.schema(context), [kind.name]: targetsOf(kind, context) };
  return entry(shape)
    .meta(COUNTED)
    .transform((item): WrittenFault => {
      const values: Values = item;
      return {
        ...(item as Common),
        effects: effectsOf(kind, values[kind.name] as readonly string[], values, [kind.name]),
      };
    });
}

/** `spike: { service: shop, x: 6 }`, its parameters in the braces. */
function longItem(kind: FaultKind, common: ReturnType<typeof commonShape>, form: z.ZodType): z.ZodType<WrittenFault> {
  return entry({ ...common, [kind.name]: form })
    .meta(COUNTED)
    .transform((item, refining): WrittenFault => {
      const outer = item as Common;
      const inner = (item as Values)[kind.name] as Values;
      return {
        ...outer,
        ...ends(outer, inner, [kind.name], refining),
        effects: effectsOfEither(kind, inner, [kind.name], refining),
      };
    });
}

/** Several kinds, each with its targets. */
function bundleShape(context: Context, forms: LongForms) {
  const either = (kind: FaultKind) => z.union([targetsOf(kind, context), forms.get(kind)!]).optional();
  return Object.fromEntries(faultKinds().map((kind) => [kind.name, either(kind)]));
}

/** An item with several effects at one instant: a common cause. */
function groupItem(
  common: ReturnType<typeof commonShape>,
  context: Context,
  forms: LongForms = longForms(context),
): z.ZodType<WrittenFault> {
  const shape = bundleShape(context, forms);
  const bundle = entry({ ...shape, ...endShape(context) });
  const group = z.union([bundle, z.array(bundle).min(1)]).describe("Several faults at one instant: a common cause.");
  return entry({ ...common, group })
    .meta(COUNTED)
    .transform((item, refining): WrittenFault => {
      const outer = item as Common;
      const several = Array.isArray(item.group);
      const bundles = [item.group].flat() as readonly Values[];
      const end = ends(outer, several ? {} : bundles[0]!, [GROUP], refining);
      const effects = bundles.flatMap((each, index) =>
        effectsOfBundle(each, several ? endIn(each) : {}, several ? [GROUP, index] : [GROUP], refining).map((effect) =>
          effect.end === undefined ? effect : { ...effect, end: completed(effect.end, end) },
        ),
      );
      if (effects.length === 0)
        complain(refining, { message: "this group is empty", expected: oneKind() }, { path: [GROUP] });
      return { ...outer, ...end, effects };
    });
}

/** @param end of all of the bundle, where it is not that of the whole group */
function effectsOfBundle(
  bundle: Values,
  end: WrittenEnd,
  path: readonly PropertyKey[],
  refining: Refining,
): WrittenFault["effects"] {
  return faultKinds().flatMap((kind) => {
    const value = bundle[kind.name] as readonly string[] | Values | undefined;
    if (value === undefined) return [];
    const effects = effectsOfEither(kind, value, [...path, kind.name], refining);
    const own = { ...end, ...(isList(value) ? {} : endIn(value)) };
    return Object.keys(own).length === 0 ? effects : effects.map((effect) => ({ ...effect, end: own }));
  });
}

/** What is said there of how it ends. */
function endIn(values: Values): WrittenEnd {
  return Object.fromEntries(END_KEYS.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])));
}

/** What a member does not say of its end is as for the whole group. */
function completed(own: WrittenEnd, group: WrittenEnd): WrittenEnd {
  if (own.repair === undefined && own.for === undefined) return { ...group, ...own };
  const { crew, class: of } = group;
  if (own.repair === undefined || crew === undefined) return own;
  return { crew, ...(of !== undefined && { class: of }), ...own };
}

const GROUP = "group";

function keysOfKinds(): readonly string[] {
  return [...faultKinds().map(({ name }) => name), GROUP];
}

/** What is expected where none is named. */
function oneKind(): string {
  return `one of ${keysOfKinds().join(", ")}`;
}

/** Any item: for the JSON Schema and for the type. */
export function faultSchema(context: Context): z.ZodType<WrittenFault> {
  const common = commonShape(context);
  const forms = longForms(context);
  const items = faultKinds().flatMap((kind) => [
    shortItem(kind, common, context),
    longItem(kind, common, forms.get(kind)!),
  ]);
  return z.union([groupItem(common, context, forms), ...items]);
}

/** Shapes that were made for the names of one scenario: making one takes longer than checking a hundred items by it. */
const made = new WeakMap<Context, Map<string, z.ZodType>>();

/** The shape that an item means by its key. */
function choose(item: Located, context: Context): z.ZodType {
  const keys = item.is === "mapping" ? keysOfKinds().filter((key) => item.entries.has(key)) : [];
  const isLong = keys.length === 1 && get(item, keys[0]!)?.is === "mapping";
  const shapes = made.get(context) ?? new Map<string, z.ZodType>();
  made.set(context, shapes);
  const manner = `${isLong ? "long" : "short"} ${keys.join(" ")}`;
  const shape = shapes.get(manner) ?? shapeOf(keys, isLong, context);
  shapes.set(manner, shape);
  return shape;
}

function shapeOf(keys: readonly string[], isLong: boolean, context: Context): z.ZodType {
  const common = commonShape(context);
  if (keys.length === 1) {
    const kind = faultKinds().find(({ name }) => name === keys[0]);
    if (kind === undefined) return groupItem(common, context);
    return isLong ? longItem(kind, common, longForm(kind, context)) : shortItem(kind, common, context);
  }
  const several = {
    message: `${keys.join(" and ")} in one fault`,
    expected: "`group:` around them, or an item for each",
  };
  const none = { message: "this does nothing", expected: oneKind() };
  const shape = Object.fromEntries(keysOfKinds().map((key) => [key, z.unknown().optional()]));
  return entry({ ...common, ...shape })
    .meta({ examples: [{ at: "1h", crash: "HOST" }] })
    .transform((_, refining) => complain(refining, keys.length === 0 ? none : several));
}

export const faults: Section = {
  about:
    "What is done to the world from outside, when, and for how long. Strokes that overlap on one target end each by " +
    "itself: factors multiply, delays add, losses combine to 1 − (1 − p)(1 − q), and states last until the last of them " +
    "ends. When a fault strikes, and for how long, is drawn whatever a policy does meanwhile: what cannot be struck then, " +
    "such as a crash of a host that is off, is missed and told, its repair takes its time all the same, and the next " +
    "stroke comes when it would have come. Members of a group end by themselves where they say how.",
  form: "list",
  schema: faultSchema,
  choose,
};
