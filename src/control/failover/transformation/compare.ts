/** Compares the recorded configurations of two hosts: what of the one's data can the other use, and after which change? */
import { type Platform, type VolumeContent, family, formatOf } from "../../platform.js";
import { type Transformation, transformationFor } from "./transformation.js";

/** The five cases, from what needs nothing to what cannot be done. */
export type Comparison =
  /** Identical, or different only in what needs no change. */
  | { readonly is: "alike" }
  /** Other hardware: what the operating system knows of its devices is transformed. */
  | { readonly is: "other-hardware"; readonly system: Transformation }
  /** Other operating system, same product: only data moves, transformed, onto the stand-in's own system and programs. */
  | { readonly is: "other-system"; readonly data: Transformation }
  /** Another product: data is transformed, and so is the log when it is applied to that. */
  | { readonly is: "other-product"; readonly data: Transformation; readonly log: Transformation | null }
  | { readonly is: "unknown"; readonly why: string };

/** Hosts of which nothing is recorded count as alike. */
export function comparePlatforms(
  from: Platform | null,
  to: Platform | null,
  known: readonly Transformation[],
): Comparison {
  if (from === null || to === null) return { is: "alike" };
  const differs = (content: VolumeContent): boolean => formatOf(from, content) !== formatOf(to, content);
  if (differs("data")) {
    const data = transformationFor(known, "data", from, to);
    if (data === null) return { is: "unknown", why: noWay("data", from, to) };
    if (sameProducts(from, to)) return { is: "other-system", data };
    return { is: "other-product", data, log: transformationFor(known, "log", from, to) };
  }
  if (!differs("system")) return { is: "alike" };
  const system = transformationFor(known, "system", from, to);
  return system === null ? { is: "unknown", why: noWay("system", from, to) } : { is: "other-hardware", system };
}

/** Which kinds of content move at all in a case; what stays is the stand-in's own. */
export function movesIn(comparison: Comparison, content: VolumeContent): boolean {
  return comparison.is === "alike" || comparison.is === "other-hardware" || content === "data";
}

/** How content must be transformed in a case, `null` when it is used as it is. */
export function transformationIn(comparison: Comparison, content: VolumeContent): Transformation | null {
  switch (comparison.is) {
    case "other-hardware":
      return content === "system" ? comparison.system : null;
    case "other-system":
    case "other-product":
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
      return "alike, or different only in what needs no change";
    case "other-hardware":
      return "other hardware: the operating system's data about devices is transformed";
    case "other-system":
      return "another operating system: only data moves, transformed, onto the stand-in's own system and programs";
    case "other-product":
      return "another product: data is transformed, and so is its log";
    case "unknown":
      return comparison.why;
  }
}

function sameProducts(from: Platform, to: Platform): boolean {
  return from.applications.map(family).join(" ") === to.applications.map(family).join(" ");
}

function noWay(content: VolumeContent, from: Platform, to: Platform): string {
  return `no transformation of ${content} from ${sayPlatform(from)} to ${sayPlatform(to)} is known`;
}

function sayPlatform({ hardware, system, applications }: Platform): string {
  return [hardware, system, ...applications].join(", ");
}
