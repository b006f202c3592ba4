/** Loss that happened is loss that was reported, exactly. */
import { count, say } from "../../control/index.js";
import { writes } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Evaluated at the end, for each volume that reports named; losses of which nothing was said are another invariant's. */
export const lossAccounted: Invariant = {
  name: "loss-accounted",
  about:
    "Loss that happened is loss that was reported, to the write and the byte: a report that is nearly right is wrong.",
  idle: "no loss was reported",
  appliesTo: writes,
  watch: (finding, { lossReports }) => ({
    finish: () => {
      for (const { volume, lost, reported, at } of lossReports.balances()) {
        finding.stake();
        if (lost.writes === reported.writes && lost.bytes === reported.bytes) continue;
        finding.violated(
          at,
          say`${volume} lost ${count(lost.writes)} writes (${count(lost.bytes)} bytes), and ${count(reported.writes)} (${count(reported.bytes)} bytes) were reported`,
        );
      }
    },
  }),
};
