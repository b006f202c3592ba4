/** How old the oldest write of a loss was when the service was interrupted. */
import type { Micros } from "../../units/index.js";
import type { Accounts } from "./accounts.js";
import type { LossFound } from "./write-account.js";

/** Zero for a write that was promised after the interruption (by a host that should have been off). */
export function ageOf({ service, at, oldestAt }: LossFound, { incidents }: Accounts): Micros {
  const interrupted = incidents.at(service, at)?.start ?? at;
  return Math.max(0, interrupted - oldestAt);
}
