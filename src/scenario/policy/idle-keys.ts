/** Keys that do nothing beside what else is said: told by name, so that nobody believes in them. */
import type { Checks } from "../section/parts.js";
import type { Path } from "../source/located.js";

export interface IdleKey {
  /** Where it stands in the part of the policy. */
  readonly path: readonly string[];
  /** Whether it stands there, and does nothing. */
  readonly idle: boolean;
  readonly message: string;
  readonly expected: string;
}

/** Warnings and no errors: what is `like` another entry, or one point of a sweep, may have keys that are for the others. */
export function warnOfIdle(keys: readonly IdleKey[], at: Path, checks: Checks): void {
  for (const { path, idle, message, expected } of keys) {
    if (idle) checks.warning([...at, ...path], { message: `this does nothing: ${message}`, expected });
  }
}
