/** The first value of a report that is not what its run gives. */

/** Something that a report tells, and what the repeated run gives in its place. */
export interface ReplayedValue {
  /** Where it stands in `summary.json`. */
  readonly path: string;
  /** As JSON; `nothing` where there is none. */
  readonly stored: string;
  readonly found: string;
}

/** More of a value tells nobody more. */
const LONGEST = 80;

/** The first difference of two values that are JSON, in the order of what was found; `null` when there is none. */
export function firstDifferentValue(stored: unknown, found: unknown, path: string): ReplayedValue | null {
  if (isList(stored) && isList(found)) {
    return firstOf(Math.max(stored.length, found.length), (index) =>
      firstDifferentValue(stored[index], found[index], `${path}[${index}]`),
    );
  }
  if (isRecord(stored) && isRecord(found)) {
    const keys = [...new Set([...Object.keys(found), ...Object.keys(stored)])];
    return firstOf(keys.length, (index) => {
      const key = keys[index]!;
      return firstDifferentValue(stored[key], found[key], path === "" ? key : `${path}.${key}`);
    });
  }
  return Object.is(plain(stored), plain(found)) ? null : { path, stored: told(stored), found: told(found) };
}

function firstOf(count: number, look: (index: number) => ReplayedValue | null): ReplayedValue | null {
  for (let index = 0; index < count; index++) {
    const different = look(index);
    if (different !== null) return different;
  }
  return null;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** JSON knows no minus zero, and of what is endless or no number only that it is none. */
function plain(value: unknown): unknown {
  if (typeof value !== "number") return value;
  return Number.isFinite(value) ? value + 0 : null;
}

function told(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
