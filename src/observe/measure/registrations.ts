/** How often an agent tried to register with a server. */
import type { Measure } from "./measure.js";

export const registrations: Measure = {
  name: "registrations",
  about: "Attempts of an agent to register with a server, those that succeeded among them.",
  of: "domain-agent",
  values: [{ key: "registrations", about: "How often it tried.", unit: "count", better: "lower" }],
  begin: (agent, { domain }) => ({ values: () => [domain.triesOf(agent)] }),
};
