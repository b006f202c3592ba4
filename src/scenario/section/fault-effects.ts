/** What an item of `faults:` does, in whichever form it is written: one effect for each target, and how each ends. */
import * as z from "zod";
import { type FaultKind, faultKinds } from "../fault/index.js";
import { emptyContext } from "../schema/context.js";
import { complain } from "../schema/fields.js";
import { type Common, HOLDER_OF } from "./fault-shapes.js";
import type { WrittenEnd, WrittenFault } from "./written-fault.js";

type Refining = Parameters<typeof complain>[0];

export type Values = Readonly<Record<string, unknown>>;

/** One effect for each target; `values` holds the parameters and, for the long form, the targets. */
export function effectsOf(kind: FaultKind, targets: readonly string[], values: Values, path: readonly PropertyKey[]) {
  const keys = Object.keys(kind.schema(emptyContext()));
  const parameters = Object.fromEntries(keys.map((key) => [key, values[key]]));
  return targets.map((target) => ({ kind: kind.name, target, parameters, path }));
}

/** The effects of `crash: web-1` or `crash: { host: web-1 }` at a path of the item. */
export function effectsOfEither(
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
export function ends(outer: Common, inner: Values, path: readonly PropertyKey[], context: Refining) {
  const either: Record<string, unknown> = {};
  for (const key of END_KEYS) {
    if (outer[key] !== undefined && inner[key] !== undefined) {
      complain(context, { message: `\`${key}\` is given twice`, expected: "one of both" }, { path: [...path, key] });
    }
    either[key] = outer[key] ?? inner[key];
  }
  return either as WrittenEnd;
}

/** @param end of all of the bundle, where it is not that of the whole group */
export function effectsOfBundle(
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
export function endIn(values: Values): WrittenEnd {
  return Object.fromEntries(END_KEYS.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])));
}

/** What a member does not say of its end is as for the whole group. */
export function completed(own: WrittenEnd, group: WrittenEnd): WrittenEnd {
  if (own.repair === undefined && own.for === undefined) return { ...group, ...own };
  const { crew, class: of } = group;
  if (own.repair === undefined || crew === undefined) return own;
  return { crew, ...(of !== undefined && { class: of }), ...own };
}
