/** `faults:` what is done to the world from outside, when, and for how long. */
import * as z from "zod";
import { type FaultKind, faultKinds } from "../fault/index.js";
import type { Context } from "../schema/context.js";
import { complain, entry } from "../schema/fields.js";
import { get, type Located } from "../source/located.js";
import { completed, effectsOf, effectsOfBundle, effectsOfEither, endIn, ends, type Values } from "./fault-effects.js";
import { type Common, commonShape, endShape, longForm, longForms, type LongForms, targetsOf } from "./fault-shapes.js";
import type { Section } from "./section.js";
import type { WrittenFault } from "./written-fault.js";

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

const GROUP = "group";

function keysOfKinds(): readonly string[] {
  return [...faultKinds().map(({ name }) => name), GROUP];
}

/** What is expected where none is named. */
function oneKind(): string {
  return `one of ${keysOfKinds().join(", ")}`;
}

/** Any item: for the JSON Schema and for the type. */
function faultSchema(context: Context): z.ZodType<WrittenFault> {
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
