/** Compares the recorded configurations of two hosts: what of the one's data can the other use, and after which change? */
import { type Platform, type VolumeContent, family, formatOf, sayPlatform } from "../../platform.js";
import { sayDifferences } from "./difference.js";
import { readsAsItIs } from "./as-is.js";
import { type KnownWay, type Transformation, transformationFor } from "./transformation.js";

/** The five cases, from what needs nothing to what cannot be done. */
export type Comparison =
  /** Identical, or different only in what needs no change; `in`: in nothing but these, where nothing else moves. */
  | { readonly is: "alike"; readonly in?: readonly VolumeContent[] }
  /** Other hardware: what the operating system knows of its devices is transformed; `differs`: the recorded parts, in words. */
  | { readonly is: "other-hardware"; readonly system: Transformation; readonly differs?: string }
  /**
   * Other operating system, same product: data moves, transformed unless it is usable as it is, and programs if they can be, onto the
   * stand-in's own system; the log is transformed when it is applied to what was.
   */
  | ({
      readonly is: "other-system";
      readonly data: Transformation | null;
      readonly log: Transformation | null;
    } & Programs)
  /** Another product: data is transformed, and so is the log when it is applied to that. */
  | ({ readonly is: "other-product"; readonly data: Transformation; readonly log: Transformation | null } & Programs)
  | { readonly is: "unknown"; readonly why: string };

/** Absent where the stand-in's own programs are used. */
interface Programs {
  readonly programs?: Transformation;
}

/**
 * Hosts of which nothing is recorded count as alike.
 * @param parts what moves, and must be of use on the other: nothing else is compared; all that can be used there unless given
 */
export function comparePlatforms(
  from: Platform | null,
  to: Platform | null,
  known: readonly KnownWay[],
  parts?: readonly VolumeContent[],
): Comparison {
  if (from === null || to === null) return { is: "alike" };
  const differs = (content: VolumeContent): boolean =>
    (parts?.includes(content) ?? true) && !isUsed(formatOf(from, content), formatOf(to, content), content, known);
  const wayOf = (content: VolumeContent): Transformation | null =>
    differs(content) ? transformationFor(known, content, from, to) : null;
  const lacks = (content: VolumeContent): boolean => differs(content) && wayOf(content) === null;
  const unknown = (content: VolumeContent): Comparison => ({ is: "unknown", why: noWay(content, from, to) });
  if (!differs("data") && !differs("programs")) {
    if (!differs("system")) return { is: "alike", ...(parts !== undefined && { in: parts }) };
    const system = wayOf("system");
    if (system === null) return unknown("system");
    const differences = sayDifferences(from, to);
    return { is: "other-hardware", system, ...(differences !== null && { differs: differences }) };
  }
  if (lacks("data")) return unknown("data");
  // Of another operating system everybody has his own: a policy that says that it moves cannot be followed.
  const asked = (["programs", "system"] as const).find(
    (content) => parts?.includes(content) === true && lacks(content),
  );
  if (asked !== undefined) return unknown(asked);
  const [data, programs] = [wayOf("data"), wayOf("programs")];
  const moved = programs === null ? {} : { programs };
  if (data === null) return { is: "other-system", data, log: null, ...moved };
  const log = transformationFor(known, "log", from, to);
  return { is: sameProducts(from, to) ? "other-system" : "other-product", data, log, ...moved };
}

/** Which kinds of content move at all in a case; what stays is the stand-in's own. */
export function movesIn(comparison: Comparison, content: VolumeContent): boolean {
  switch (comparison.is) {
    case "alike":
    case "other-hardware":
      return true;
    case "other-system":
    case "other-product":
      return content === "data" || (content === "programs" && comparison.programs !== undefined);
    case "unknown":
      return content === "data";
  }
}

/** How content must be transformed in a case, `null` when it is used as it is. */
export function transformationIn(comparison: Comparison, content: VolumeContent): Transformation | null {
  switch (comparison.is) {
    case "other-hardware":
      return content === "system" ? comparison.system : null;
    case "other-system":
    case "other-product":
      if (content === "programs") return comparison.programs ?? null;
      return content === "data" ? comparison.data : null;
    case "alike":
    case "unknown":
      return null;
  }
}

/** The comparison in words. */
export function sayComparison(comparison: Comparison): string {
  switch (comparison.is) {
    case "alike":
      return comparison.in === undefined
        ? "alike, or different only in what needs no change"
        : `alike in what moves (${comparison.in.join(", ")})`;
    case "other-hardware":
      return `other ${comparison.differs ?? "hardware"}: the operating system's data about devices is transformed`;
    case "other-system":
      return sayOtherSystem(comparison);
    case "other-product":
      return `another product: data is transformed, and so is its log${comparison.programs === undefined ? "" : "; programs are, too"}`;
    case "unknown":
      return comparison.why;
  }
}

function sayOtherSystem({ data, programs }: Extract<Comparison, { is: "other-system" }>): string {
  const moves =
    programs === undefined
      ? `only data moves, ${data === null ? "as it is" : "transformed"}, onto the stand-in's own system and programs`
      : `programs and data move, ${data === null ? "programs transformed, data as it is" : "transformed"}, onto the stand-in's own system`;
  return `another operating system: ${moves}`;
}

function isUsed(format: string, own: string, content: VolumeContent, known: readonly KnownWay[]): boolean {
  return format === own || (content === "data" && readsAsItIs(known, format, own));
}

function sameProducts(from: Platform, to: Platform): boolean {
  return from.applications.map(family).join(" ") === to.applications.map(family).join(" ");
}

function noWay(content: VolumeContent, from: Platform, to: Platform): string {
  const differences = content === "system" ? sayDifferences(from, to) : null;
  const told = `no transformation of ${content} from ${sayPlatform(from)} to ${sayPlatform(to)} is known`;
  return differences === null ? told : `${told}; they differ in ${differences}`;
}
