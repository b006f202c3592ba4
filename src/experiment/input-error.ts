/** The user's mistake: a message that says what, where and the way out. */
import { nearestName } from "../scenario/index.js";

/** A mistake of the user in what is asked for: an option, a name, a file. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** More names than these are looked up rather than read. */
const FEW = 16;

/**
 * What to say of a name that nothing has.
 * @param what in the singular: `policy`
 * @param lookUp where all names are told, when they are many
 */
export function noSuch(what: string, wrong: string, names: readonly string[], lookUp?: string): InputError {
  const near = nearestName(wrong, names);
  const meant = near === undefined ? "" : `; did you mean ${near}?`;
  const all = names.length > FEW && lookUp !== undefined ? `${lookUp} has them all` : `there are ${names.join(", ")}`;
  return new InputError(
    `${wrong}: there is no such ${what}${meant === "" ? `; ${all}` : `${meant} ${all[0]!.toUpperCase()}${all.slice(1)}`}`,
  );
}
