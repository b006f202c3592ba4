/** Names that stand inside an entry of a section, and are names of the scenario all the same. */
import { badName } from "../schema/fields.js";
import type { Kind, Names } from "../schema/names.js";
import { type Entry, get, type Located, type Place } from "../source/located.js";
import type { Report } from "../source/report.js";

/** Defines names that stand inside an entry under a key: those of a list, or the keys of a mapping. */
export function declareAll(entry: Entry, key: string, kind: Kind, names: Names, report: Report): void {
  declareIn(get(entry.value, key), kind, names, report);
}

/** The same of what stands there itself. */
export function declareIn(node: Located | undefined, kind: Kind, names: Names, report: Report): void {
  if (node?.is === "mapping") {
    for (const [name, { key: place }] of node.entries) declareOne(name, kind, place, names, report);
  } else if (node?.is === "list") {
    for (const item of node.items) {
      if (item.is === "scalar" && typeof item.value === "string")
        declareOne(item.value, kind, item.place, names, report);
    }
  }
}

function declareOne(name: string, kind: Kind, place: Place, names: Names, report: Report): void {
  const complaint = badName(name);
  if (complaint === null) names.define(name, kind, place, report);
  else report.error(place, complaint);
}
