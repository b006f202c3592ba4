/** How long each outage lasted, beside the limit that an expectation sets. */
import { drawnInWords, incidentsOf } from "../policy-facts.js";
import type { Chart } from "./chart.js";
import { dotRowsPlot, incidentRows } from "./dot-rows.js";
import { renderFigure } from "./figure.js";
import { cappedRows } from "./capped-rows.js";

export const outageDurations: Chart = {
  name: "outage-durations",
  title: "Outage durations",
  question: "How long did outages last, and did they stay below the limit?",
  applies: ({ policies }) => policies.some((policy) => incidentsOf(policy).length > 0),
  render: (summary, options) => {
    const { rows, leftOut } = cappedRows(
      incidentRows(summary, ({ recoveryTimeSeconds }) => recoveryTimeSeconds, LIMITS),
    );
    const open = rows.some(({ dots }) => dots.some(({ ended }) => !ended));
    const figure = {
      remark:
        [leftOut, open ? "Hollow: not ended when the run did." : null, drawnInWords(summary, false)]
          .filter((each) => each !== null)
          .join(" ") || null,
      legend: [],
      plot: dotRowsPlot(rows, "duration of an outage"),
      nothing: "Nothing to show: no incident.",
    };
    return renderFigure(outageDurations, summary, figure, options);
  },
};

const LIMITS = ["rto.max", "outage.longest"];
