/** What came of the runs of a transfer. */
import { toSeconds } from "../../units/index.js";
import type { Measure } from "./measure.js";

export const transfers: Measure = {
  name: "transfers",
  about: "Runs of a transfer that ended well, were suspended or taken over, and the copies that they made.",
  of: "transfer",
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
    { key: "copies.broken", about: "Runs that were opened and never complete.", unit: "count", better: "lower" },
  ],
  begin: (transfer, accounts) => ({
    values: (until) => {
      const { warmUp } = accounts.context;
      const { runs, copies, takeovers, suspended, skipped } = accounts.transfers.of(transfer);
      const counted = copies.filter(({ at }) => at >= warmUp);
      const graded = (wanted: string) => counted.filter(({ grade }) => grade === wanted).length;
      const stretches = suspended.map(({ from, to }) => [Math.max(from, warmUp), to ?? until] as const);
      const time = stretches.reduce((sum, [from, to]) => sum + Math.max(0, to - from), 0);
      return [
        counted.length,
        takeovers.filter(({ at }) => at >= warmUp).length,
        stretches.filter(([from, to]) => to > from).length,
        toSeconds(time),
        skipped.filter((at) => at >= warmUp).length,
        graded("application-consistent"),
        graded("crash-consistent"),
        runs.filter(({ closedAt, openedAt }) => closedAt === null && openedAt >= warmUp).length,
      ];
    },
  }),
};
