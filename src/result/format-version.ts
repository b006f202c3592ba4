/** What to say of a stored file whose format version is not the one that this program reads. */

/** @param found whatever stands there: data from outside, which need not be a number, nor anything that can be written as a text */
export function sayFormatVersion(found: unknown): string {
  if (found === undefined) return "has no format version";
  return typeof found === "number" ? `has format version ${found}` : "has a format version that is no number";
}
