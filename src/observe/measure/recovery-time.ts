/** Recovery time: from the moment a service, or what a family has like it, could no longer answer to full service. */
import { EmpiricalDistribution } from "../../stats/index.js";
import { toSeconds } from "../../units/index.js";
import { countedIncidents } from "./counted-incidents.js";
import { meanSeconds, type Measure } from "./measure.js";

const about = (which: string) => `${which} recovery time; an outage that had not ended counts with its length so far.`;

export const recoveryTime = recoveryTimeOf("rto", "service", "the service could no longer answer until it could again");
export const setRecoveryTime = recoveryTimeOf(
  "failover-set-rto",
  "failover-set",
  "nobody served as Primary until another one did, or of a set of parts from the moment a duty was not done until all were",
);

function recoveryTimeOf(name: string, kind: string, span: string): Measure {
  return {
    name,
    about:
      `Recovery time, from the moment ${span}. One that had not ended when ` +
      "the run did is not dropped: it took at least as long as it had lasted by then, and counts so.",
    of: kind,
    headlines: ["rto.mean"],
    values: [
      { key: "rto.mean", about: about("Mean"), unit: "seconds", better: "lower" },
      { key: "rto.p50", about: about("Median"), unit: "seconds", better: "lower" },
      { key: "rto.p95", about: about("95th percentile of the"), unit: "seconds", better: "lower" },
      { key: "rto.p99", about: about("99th percentile of the"), unit: "seconds", better: "lower" },
      { key: "rto.max", about: about("Longest"), unit: "seconds", better: "lower" },
    ],
    begin: (subject, accounts) => ({
      values: (until) => {
        const lengths = countedIncidents(accounts, subject, kind).map(({ start, end }) => (end ?? until) - start);
        if (lengths.length === 0) return [null, null, null, null, null];
        const sample = new EmpiricalDistribution(lengths);
        const quantile = (p: number) => toSeconds(sample.quantile(p));
        return [meanSeconds(lengths), quantile(0.5), quantile(0.95), quantile(0.99), quantile(1)];
      },
    }),
  };
}
