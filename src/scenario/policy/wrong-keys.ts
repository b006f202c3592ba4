/** Keys of a policy that contradict others, or do nothing beside them: told by name, so that nobody believes in them. */
import type { Checks } from "../section/parts.js";
import type { Path } from "../source/located.js";

export interface WrongKey {
  /** Where it stands in the part of the policy. */
  readonly path: readonly string[];
  readonly message: string;
  readonly expected: string;
}

export interface IdleKey extends WrongKey {
  /** Whether it stands there, and does nothing. */
  readonly idle: boolean;
}

export function refuseWrong(keys: readonly WrongKey[], at: Path, checks: Checks): void {
  for (const { path, ...complaint } of keys) checks.error([...at, ...path], complaint);
}

/** Warnings and no errors: what is `like` another entry, or one point of a sweep, may have keys that are for the others. */
export function warnOfIdle(keys: readonly IdleKey[], at: Path, checks: Checks): void {
  for (const { path, idle, message, expected } of keys) {
    if (idle) checks.warning([...at, ...path], { message: `this does nothing: ${message}`, expected });
  }
}
