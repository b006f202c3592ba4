/** Recovery time: from the moment a service could no longer answer to full service. */
import { EmpiricalDistribution } from "../../stats/index.js";
import { toSeconds } from "../../units/index.js";
import { countedIncidents } from "./counted-incidents.js";
import { meanSeconds, type Measure } from "./measure.js";

const about = (which: string) => `${which} recovery time; an outage that had not ended counts with its length so far.`;

export const recoveryTime: Measure = {
  name: "rto",
  about:
    "Recovery time, from the moment the service could no longer answer until it could again. One that had not ended when " +
    "the run did is not dropped: it took at least as long as it had lasted by then, and counts so.",
  of: "service",
  headlines: ["rto.mean"],
  values: [
    { key: "rto.mean", about: about("Mean"), unit: "seconds", better: "lower" },
    { key: "rto.p50", about: about("Median"), unit: "seconds", better: "lower" },
    { key: "rto.p95", about: about("95th percentile of the"), unit: "seconds", better: "lower" },
    { key: "rto.max", about: about("Longest"), unit: "seconds", better: "lower" },
  ],
  begin: (service, accounts) => ({
    values: (until) => {
      const lengths = countedIncidents(accounts, service).map(({ start, end }) => (end ?? until) - start);
      if (lengths.length === 0) return [null, null, null, null];
      const sample = new EmpiricalDistribution(lengths);
      const quantile = (p: number) => toSeconds(sample.quantile(p));
      return [meanSeconds(lengths), quantile(0.5), quantile(0.95), quantile(1)];
    },
  }),
};
