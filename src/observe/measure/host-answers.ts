/** How many requests a host answered, and what share of all that is: who did the work. */
import { ratio, type Measure } from "./measure.js";

export const hostAnswers: Measure = {
  name: "host-answers",
  about:
    "Requests of all services by the host that answered them, as the host counts: those too that came too late for whoever " +
    "asked. Counts are taken every hour and whenever a host or a service changes; where the warm-up ends between two of " +
    "them, it takes its part by time.",
  of: "host",
  values: [
    { key: "answered", about: "Requests that the host answered.", unit: "count", better: "neither" },
    {
      key: "answered.share",
      about: "Their share of those that all hosts answered.",
      unit: "share",
      better: "neither",
    },
  ],
  appliesTo: ({ services }) => services.some(({ load }) => load !== undefined),
  begin: (host, { answers }) => ({
    values: () => {
      const answered = answers.of(host);
      return [answered, ratio(answered, answers.inAll)];
    },
  }),
};
