/** The incidents that measures count: those that began after the warm-up. */
import type { Accounts } from "../account/accounts.js";
import type { IncidentHeard } from "../account/incident-account.js";

export function countedIncidents({ incidents, context }: Accounts, service: string): readonly IncidentHeard[] {
  return incidents.incidents.filter((each) => each.service === service && each.start >= context.warmUp);
}
