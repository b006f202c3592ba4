/** How often the logic moved services. */
import type { Measure } from "./measure.js";

export const takeovers: Measure = {
  name: "takeovers",
  about: "Takeovers that the logic started after the warm-up, whether they ended well or not.",
  of: "run",
  values: [{ key: "takeovers", about: "Takeovers that the logic started.", unit: "count", better: "neither" }],
  begin: (_, { undertakings, context }) => ({
    values: () => [undertakings.recoveries.filter(({ startedAt }) => startedAt >= context.warmUp).length],
  }),
};
