/** How often a host was down where it serves nobody by name, and how long at most. */
import { toSeconds, type Micros } from "../../units/index.js";
import { kindsWithIncidents } from "../subject/index.js";
import { countedIncidents } from "./counted-incidents.js";
import { meanSeconds, type Measure } from "./measure.js";
import { LONGEST_OUTAGE, NUMBER_OF_OUTAGES } from "./outages.js";

/** As services have outages where there are any; there the outages of hosts are what theirs come from. */
export const hostOutages: Measure = {
  name: "host-outages",
  about:
    "In a run without services: failures of a host that began after the warm-up, from the failure until it works again; a " +
    "host that is switched off or shut down on purpose has none.",
  of: "host",
  values: [
    NUMBER_OF_OUTAGES,
    LONGEST_OUTAGE,
    {
      key: "outage.mean",
      about: "Mean length of an outage; one that had not ended counts with its length so far.",
      unit: "seconds",
      better: "lower",
    },
  ],
  appliesTo: (spec) => kindsWithIncidents(spec).some(({ kind }) => kind === "host"),
  begin: (host, accounts) => ({
    values: (until) => {
      const lengths = countedIncidents(accounts, host, "host").map(({ start, end }): Micros => (end ?? until) - start);
      const longest = lengths.reduce((most, each) => Math.max(most, each), 0);
      return [lengths.length, toSeconds(longest), meanSeconds(lengths)];
    },
  }),
};
