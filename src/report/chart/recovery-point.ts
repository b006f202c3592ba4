/** How old the oldest acknowledged write was that each incident lost. */
import { drawnInWords, incidentsOf, measureOf } from "../policy-facts.js";
import { subjectsOf } from "../subjects.js";
import type { Summary } from "../../result/index.js";
import { cappedRows } from "./capped-rows.js";
import type { Chart } from "./chart.js";
import { dotRowsPlot, incidentRows } from "./dot-rows.js";
import { renderFigure } from "./figure.js";

export const recoveryPoint: Chart = {
  name: "recovery-point",
  title: "Recovery point",
  question: "How much acknowledged work did each incident lose? Zero: nothing, checked write by write.",
  applies: (summary) => isMeasured(summary) && summary.policies.some((policy) => incidentsOf(policy).length > 0),
  render: (summary, options) => {
    const { rows, leftOut } = cappedRows(
      isMeasured(summary) ? incidentRows(summary, ({ lostSeconds }) => lostSeconds, ["rpo.max"]) : [],
    );
    const figure = {
      remark: [leftOut, drawnInWords(summary, false)].filter((each) => each !== null).join(" ") || null,
      legend: [],
      plot: dotRowsPlot(rows, "age of the oldest lost write"),
      nothing: "Nothing to show: no incident, or no write to lose.",
    };
    return renderFigure(recoveryPoint, summary, figure, options);
  },
};

function isMeasured({ policies }: Summary): boolean {
  return policies.some((policy) =>
    subjectsOf(policy).some(({ name }) => (measureOf(policy, `${name}.rpo.max`)?.count ?? 0) > 0),
  );
}
