/** Adds a family of somebody else's to those that live here. */
import { actionKinds, addAction } from "../model/index.js";
import { addFamily, families, type Family } from "./family/index.js";
import { faultKinds } from "./fault/index.js";
import { allSections, headingSchema } from "./section/index.js";

/**
 * For this thread and its whole life, before any scenario is read that speaks to the family.
 * @throws when a name that it brings is taken
 */
export function registerFamily(family: Family): void {
  const { name, section, faults = [], lists = {}, actions = [] } = family;
  const parts = ["module", ...families.map((each) => each.name)];
  const keys = [...Object.keys(headingSchema().shape), ...allSections().keys()];
  const told = families.flatMap((each) => Object.keys(each.lists ?? {}));
  refuseTaken("family", [name], parts);
  refuseTaken("section", section === undefined ? [] : [section.key], keys);
  refuseTaken(
    "fault",
    faults.map((each) => each.name),
    faultKinds().map((each) => each.name),
  );
  refuseTaken("list", Object.keys(lists), told);
  refuseTaken(
    "action",
    actions.map(({ kind }) => kind),
    actionKinds(),
  );
  addFamily(family);
  for (const each of actions) addAction(each);
}

function refuseTaken(what: string, names: readonly string[], taken: readonly string[]): void {
  const twice = names.find((name) => taken.includes(name));
  if (twice !== undefined) throw new Error(`there is a ${what} ${twice} already`);
}
