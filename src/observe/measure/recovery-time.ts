/** Recovery time: from the moment a service could no longer answer to full service. */
import { EmpiricalDistribution } from "../../stats/index.js";
import { toSeconds } from "../../units/index.js";
import { countedIncidents } from "./counted-incidents.js";
import { meanSeconds, type Measure } from "./measure.js";

const about = (which: string) => `${which} recovery time of the outages that ended.`;

export const recoveryTime: Measure = {
  name: "rto",
  about:
    "Recovery time, from the moment the service could no longer answer until it could again, over outages that ended.",
  of: "service",
  values: [
    { key: "rto.mean", about: about("Mean"), unit: "seconds", better: "lower" },
    { key: "rto.p50", about: about("Median"), unit: "seconds", better: "lower" },
    { key: "rto.p95", about: about("95th percentile of the"), unit: "seconds", better: "lower" },
    { key: "rto.max", about: about("Longest"), unit: "seconds", better: "lower" },
  ],
  begin: (service, accounts) => ({
    values: () => {
      const lengths = countedIncidents(accounts, service).flatMap(({ start, end }) =>
        end === null ? [] : [end - start],
      );
      if (lengths.length === 0) return [null, null, null, null];
      const sample = new EmpiricalDistribution(lengths);
      const quantile = (p: number) => toSeconds(sample.quantile(p));
      return [meanSeconds(lengths), quantile(0.5), quantile(0.95), quantile(1)];
    },
  }),
};
