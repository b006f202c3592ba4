/** How often whoever has incidents was down, and how long at most. */
import { toSeconds, type Micros } from "../../units/index.js";
import { isOf } from "../account/incident-heard.js";
import { countedIncidents } from "./counted-incidents.js";
import type { Measure, MeasureValue } from "./measure.js";

export const NUMBER_OF_OUTAGES: MeasureValue = {
  key: "outages",
  about: "Number of outages that began after the warm-up.",
  unit: "count",
  better: "lower",
};

export const LONGEST_OUTAGE: MeasureValue = {
  key: "outage.longest",
  about: "The longest outage; one that had not ended counts with its length so far, no outage as zero.",
  unit: "seconds",
  better: "lower",
};

/** Of services, and of what families have like them. */
export const outages = outagesOf("outages", "service");
export const setOutages = outagesOf("failover-set-outages", "failover-set");

function outagesOf(name: string, kind: string): Measure {
  return {
    name,
    about: "Number of outages that began after the warm-up, and the longest of them.",
    of: kind,
    values: [
      NUMBER_OF_OUTAGES,
      LONGEST_OUTAGE,
      {
        key: "incidents.censored",
        about:
          "Outages that had not ended when the run did, those too that began before the warm-up was over: of their recovery times only a lower bound is known.",
        unit: "count",
        better: "lower",
      },
    ],
    begin: (subject, accounts) => ({
      values: (until) => {
        const incidents = countedIncidents(accounts, subject, kind);
        const longest = incidents.reduce<Micros>((most, { start, end }) => Math.max(most, (end ?? until) - start), 0);
        const unended = accounts.incidents.incidents.filter((each) => each.end === null && isOf(each, kind, subject));
        return [incidents.length, toSeconds(longest), unended.length];
      },
    }),
  };
}
