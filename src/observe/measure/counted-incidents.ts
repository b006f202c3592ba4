/** The incidents that measures count: those that began after the warm-up. */
import type { Accounts } from "../account/accounts.js";
import { type IncidentHeard, isOf } from "../account/incident-heard.js";

export function countedIncidents(
  { incidents, context }: Accounts,
  name: string,
  kind = "service",
): readonly IncidentHeard[] {
  return incidents.incidents.filter((each) => isOf(each, kind, name) && each.start >= context.warmUp);
}
