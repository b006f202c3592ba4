/** How often the logic moved services, and how often that was needless. */
import { costOf } from "../account/needless-account.js";
import { toSeconds } from "../../units/index.js";
import type { Measure } from "./measure.js";

export const takeovers: Measure = {
  name: "takeovers",
  about: "Takeovers that the logic started after the warm-up, whether they ended well or not.",
  of: "run",
  values: [
    { key: "takeovers", about: "Takeovers that the logic started.", unit: "count", better: "neither" },
    {
      key: "takeovers.needless",
      about:
        "Those of them in which the former holder served its users when the first step began that shuts it down, cuts it off or takes its data.",
      unit: "count",
      better: "lower",
    },
    {
      key: "takeovers.needless.downtime",
      about: "What these cost: how long services were down for their sake.",
      unit: "seconds",
      better: "lower",
    },
    {
      key: "takeovers.needless.writes",
      about:
        "What these cost: acknowledged writes that were lost in these outages, or because the new holder went on with data that did not hold them.",
      unit: "count",
      better: "lower",
    },
  ],
  begin: (_, { undertakings, needless, incidents, writes, context }) => ({
    values: (until) => {
      const isCounted = ({ startedAt }: { readonly startedAt: number }) => startedAt >= context.warmUp;
      const counted = needless.all.filter(({ takeover }) => isCounted(takeover));
      const costs = counted.map((each) => costOf(each, incidents, writes.losses, undertakings.recoveries, until));
      return [
        undertakings.recoveries.filter(isCounted).length,
        counted.length,
        toSeconds(costs.reduce((sum, { downTime }) => sum + downTime, 0)),
        costs.reduce((sum, each) => sum + each.writes, 0),
      ];
    },
  }),
};
