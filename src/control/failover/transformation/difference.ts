/** In which recorded parts two hosts differ: what a conversion has to change, and what people are told. */
import { type Platform, family, hardwareModel, partsOf } from "../../platform.js";

/** `from` and `to`: what each has of it that the other has not; empty where nothing is recorded. */
export interface Difference {
  readonly part: "hardware" | "processors" | "controllers" | "system" | "applications";
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** All parts in which the platforms differ; a part that is recorded of one of them alone is a difference too. */
export function differencesOf(from: Platform, to: Platform): readonly Difference[] {
  return PARTS.flatMap((part) => {
    const [here, there] = [namesOf(from, part), namesOf(to, part)];
    const difference = { part, from: without(here, there), to: without(there, here) };
    return difference.from.length + difference.to.length === 0 ? [] : [difference];
  });
}

const PARTS: readonly Difference["part"][] = ["hardware", "processors", "controllers", "system", "applications"];

/** One for one: of two controllers that are alike the other host may have but one. */
function without(names: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return names.filter((name) => {
    const index = left.indexOf(name);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

function namesOf(platform: Platform, part: Difference["part"]): readonly string[] {
  switch (part) {
    case "hardware":
      return [hardwareModel(platform.hardware)];
    case "processors":
      return partsOf(platform).flatMap((each) => (each.part === part ? [each.is] : []));
    case "controllers":
      return platform.controllers ?? [];
    case "system":
      return [platform.system];
    case "applications":
      return platform.applications;
  }
}

/**
 * The names of processors and controllers by which a conversion of the system may be called, of the one host and of the
 * other: it changes that part alone, and is of use where nothing else of the hardware or the system differs.
 */
export function onlyPart(from: Platform, to: Platform): readonly [readonly string[], readonly string[]] {
  const differences = differencesOf(from, to).filter(({ part }) => part !== "applications");
  const [only] = differences;
  if (only === undefined || differences.length > 1 || only.part === "hardware" || only.part === "system")
    return [[], []];
  if (only.from.length !== 1 || only.to.length !== 1) return [[], []];
  return [withFamily(only.from), withFamily(only.to)];
}

function withFamily(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [name, family(name)]);
}

/** `null` where nothing differs in what is recorded part by part: the model and the names of software speak for themselves. */
export function sayDifferences(from: Platform, to: Platform): string | null {
  const told = differencesOf(from, to).filter(({ part }) => part === "processors" || part === "controllers");
  if (told.length === 0) return null;
  return told
    .map(({ part, from: here, to: there }) => `${part} (${sayNames(here)}, there ${sayNames(there)})`)
    .join(", ");
}

function sayNames(names: readonly string[]): string {
  return names.length === 0 ? "none recorded" : names.join(" and ");
}
