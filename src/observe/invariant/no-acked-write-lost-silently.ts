/** What was promised is there after a takeover, or it is said that it is not. */
import { at as told, say } from "../../control/index.js";
import { hasServices, writes } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Evaluated whenever a service goes on with other data, or anew, after it had promised something. */
export const noAckedWriteLostSilently: Invariant = {
  name: "no-acked-write-lost-silently",
  about:
    "Every acknowledged write is there after a takeover or stands in a loss report: a loss that nobody is told of is " +
    "found by the customer.",
  idle: "no service went on with other data, or anew",
  appliesTo: hasServices,
  expectedIn: writes,
  watch: (finding, { writes: account, lossReports, context }) => ({
    finish: () => {
      for (const { name } of context.spec.services) finding.stake(account.checks(name, 0));
      for (const { loss, at } of lossReports.silent) {
        const { volume, host, writes: count, at: lostAt } = loss;
        finding.violated(
          at,
          say`${host} went on without ${count} acknowledged writes of ${volume} ${told(lostAt)}, and nobody said so`,
        );
      }
    },
  }),
};
