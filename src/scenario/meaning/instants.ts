/** Instants of the run, once its start is known. */
import type { Micros } from "../../units/index.js";
import { afterStart, type Instant } from "../calendar/instant.js";
import type { Path } from "../source/located.js";
import type { Checks, Parts } from "../section/parts.js";

/** Microseconds since the run began; 0, and told, when it cannot be one. */
export function instantOf(instant: Instant, path: Path, { heading }: Parts, checks: Checks): Micros {
  if (heading === null) return 0;
  const after = afterStart(instant, heading.start ?? null);
  if (after === null) {
    checks.error(path, {
      message: "a calendar instant needs the scenario's `start`",
      expected: "for example `start: 2000-11-20T00:00Z`",
    });
    return 0;
  }
  if (after < 0) checks.error(path, { message: "this is before the start of the run" });
  else if (after > heading.duration) checks.warning(path, { message: "this is after the end of the run" });
  return after;
}
