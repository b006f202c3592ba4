/** Recovery point of transfers: how old the newest whole copy is, at every instant. */
import { toSeconds } from "../../units/index.js";
import type { Measure } from "./measure.js";

/** Counted from the first complete copy on; what a copy holds is its source as it was when the run was opened. */
export const replicationLag: Measure = {
  name: "replication-lag",
  about: "Age of the newest whole copy of a transfer: what would be lost if its source were lost.",
  of: "transfer",
  headlines: ["lag.mean"],
  values: [
    { key: "lag.mean", about: "Over all time since there is a complete copy.", unit: "seconds", better: "lower" },
    { key: "lag.max", about: "The oldest that it ever was.", unit: "seconds", better: "lower" },
    { key: "lag.end", about: "When the run ended.", unit: "seconds", better: "lower" },
    {
      key: "lag.broken",
      about: "Time in which the newest copy was broken, and the next was not complete yet: there was none.",
      unit: "seconds",
      better: "lower",
    },
  ],
  begin: (transfer, { transfers }) => ({
    values: (until) => {
      const { mean, max, end, without } = transfers.of(transfer).age.figures(until);
      return [mean, max, end, toSeconds(without)];
    },
  }),
};
