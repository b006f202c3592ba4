/** How often a service was down, and how long at most. */
import { toSeconds, type Micros } from "../../units/index.js";
import { countedIncidents } from "./counted-incidents.js";
import type { Measure } from "./measure.js";

export const outages: Measure = {
  name: "outages",
  about: "Number of outages that began after the warm-up, and the longest of them.",
  of: "service",
  values: [
    { key: "outages", about: "Number of outages that began after the warm-up.", unit: "count", better: "lower" },
    {
      key: "outage.longest",
      about: "The longest outage; one that had not ended counts with its length so far, no outage as zero.",
      unit: "seconds",
      better: "lower",
    },
    {
      key: "incidents.censored",
      about: "Outages that had not ended when the run did: no recovery time is known for them.",
      unit: "count",
      better: "lower",
    },
  ],
  begin: (service, accounts) => ({
    values: (until) => {
      const incidents = countedIncidents(accounts, service);
      const longest = incidents.reduce<Micros>((most, { start, end }) => Math.max(most, (end ?? until) - start), 0);
      return [incidents.length, toSeconds(longest), incidents.filter(({ end }) => end === null).length];
    },
  }),
};
