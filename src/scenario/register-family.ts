/** Adds a family of somebody else's to those that live here. */
import { teachNotes, teachReasons, teachRoutine, teachUndertakings } from "../control/index.js";
import { actionKinds, addAction } from "../model/index.js";
import { addInvariant, addMeasure, addSubjectKind, invariants, measures, subjectKinds } from "../observe/index.js";
import { addFamily, families, type Family } from "./family/index.js";
import { faultKinds } from "./fault/index.js";
import { allSections, headingSchema } from "./section/index.js";

/**
 * For this thread and its whole life, before any scenario is read that speaks to the family.
 * @throws when a name that it brings is taken
 */
export function registerFamily(family: Family): void {
  refuseWhatIsTaken(family);
  const { name, actions = [], subjects = [], sayers = {} } = family;
  // These refuse by themselves what two families say.
  teachReasons(sayers.reasons ?? {});
  teachNotes(sayers.notes ?? {});
  teachRoutine(sayers.routine ?? {});
  teachUndertakings(name, sayers.undertakings ?? {});
  for (const each of actions) addAction(each);
  for (const each of subjects) addSubjectKind(each);
  for (const each of family.measures ?? []) addMeasure(each);
  for (const each of family.invariants ?? []) addInvariant(each);
  addFamily(family);
}

function refuseWhatIsTaken(family: Family): void {
  const { name, section, faults = [], lists = {}, actions = [], subjects = [] } = family;
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
  refuseTaken(
    "kind of subject",
    subjects.map(({ kind }) => kind),
    subjectKinds.map(({ kind }) => kind),
  );
  refuseTaken("measure", namesOf(family.measures), namesOf(measures));
  refuseTaken("invariant", namesOf(family.invariants), namesOf(invariants));
}

function namesOf(all: readonly { readonly name: string }[] = []): readonly string[] {
  return all.map(({ name }) => name);
}

function refuseTaken(what: string, names: readonly string[], taken: readonly string[]): void {
  const twice = names.find((name) => taken.includes(name));
  if (twice !== undefined) throw new Error(`there is a ${what} ${twice} already`);
}
