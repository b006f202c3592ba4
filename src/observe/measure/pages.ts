/** How often a person was called. */
import type { Measure } from "./measure.js";

export const pages: Measure = {
  name: "pages",
  about: "How often a person was paged after the warm-up.",
  of: "run",
  values: [{ key: "pages", about: "How often a person was paged.", unit: "count", better: "lower" }],
  begin: (_, { context }) => {
    let count = 0;
    return {
      hears: {
        PersonPaged: ({ at }) => {
          if (at >= context.warmUp) count += 1;
        },
      },
      values: () => [count],
    };
  },
};
