/** Whether users of a service are served as its objective says, and what of its error budget is left. */
import { toSeconds, type Micros } from "../../units/index.js";
import { measuredTime, ratio, type Measure } from "./measure.js";

export const objective: Measure = {
  name: "objective",
  about:
    "Of a service with a load: whether so many of those who ask in a window are answered within a time, as its `objective` " +
    "says (99 % in each minute, before they give up, unless it says otherwise), whether the service can answer or not.",
  of: "service",
  values: [
    {
      key: "availability.objective",
      about: "Share of the windows in which the objective holds; in which nobody asked, none does or does not.",
      unit: "share",
      better: "higher",
    },
    {
      key: "error-budget",
      about:
        "Time of missed windows that is left of what the objective allows, its missing share of the time; below zero when it is overspent.",
      unit: "seconds",
      better: "higher",
    },
    {
      key: "burn",
      about: "Time of missed windows over what the objective allows: 1 when the error budget is just spent.",
      unit: "ratio",
      better: "lower",
    },
    {
      key: "brown-outs",
      about: "Times in which the objective was missed although the service could answer; they are no outages.",
      unit: "count",
      better: "lower",
    },
    { key: "brown-out.time", about: "How long the brown-outs lasted in all.", unit: "seconds", better: "lower" },
    { key: "brown-out.longest", about: "The longest brown-out.", unit: "seconds", better: "lower" },
  ],
  begin: (service, accounts) => ({
    values: (until) => {
      const windows = accounts.objectives.of(service, until);
      if (windows === null) return [];
      const { held, missed, brownOuts } = windows;
      const { answered, window } = windows.objective;
      const allowed = (1 - answered) * measuredTime(accounts, until);
      const spent = missed * window;
      const lengths = brownOuts.map(({ start, end }) => end - start);
      return [
        ratio(held, held + missed),
        toSeconds(allowed - spent),
        ratio(spent, allowed),
        brownOuts.length,
        toSeconds(lengths.reduce<Micros>((sum, each) => sum + each, 0)),
        toSeconds(lengths.reduce<Micros>((most, each) => Math.max(most, each), 0)),
      ];
    },
  }),
};
