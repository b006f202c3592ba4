/** What came of the runs of a transfer. */
import { toSeconds } from "../../units/index.js";
import type { Measure } from "./measure.js";

export const transfers: Measure = {
  name: "transfers",
  about: "Runs of a transfer that ended well, were suspended or taken over, and the copies that they made.",
  of: "transfer",
  headlines: ["completed"],
  values: [
    { key: "completed", about: "Runs that were declared complete.", unit: "count", better: "higher" },
    { key: "repeated", about: "Takeovers by another agent.", unit: "count", better: "neither" },
    { key: "suspended", about: "Times that nobody could go on.", unit: "count", better: "lower" },
    { key: "suspended.time", about: "How long that lasted.", unit: "seconds", better: "lower" },
    { key: "skipped", about: "Runs that were due while another was under way.", unit: "count", better: "lower" },
    {
      key: "copies.application-consistent",
      about: "Complete copies for which all applications were made ready.",
      unit: "count",
      better: "higher",
    },
    {
      key: "copies.crash-consistent",
      about: "Complete copies of what a crash would have left.",
      unit: "count",
      better: "neither",
    },
    {
      key: "copies.broken",
      about:
        "Copies from which nothing could be restored although they were declared complete: of two runs side by side, " +
        "of a corrupt source, corrupt since, or lost with their disk; they count under no other grade.",
      unit: "count",
      better: "lower",
    },
  ],
  begin: (transfer, accounts) => ({
    values: (until) => {
      const { warmUp } = accounts.context;
      const { completed, grades, takeovers, suspended, skipped } = accounts.transfers.of(transfer);
      const { times, time, since } = suspended;
      const lasting = since === null ? 0 : Math.max(0, until - Math.max(since, warmUp));
      return [
        completed,
        takeovers.filter(({ at }) => at >= warmUp).length,
        times + (lasting > 0 ? 1 : 0),
        toSeconds(time + lasting),
        skipped,
        grades["application-consistent"],
        grades["crash-consistent"],
        grades.broken,
      ];
    },
  }),
};
