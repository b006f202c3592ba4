/** What clients asked for and what was served over time, with the moments at which hosts joined and left. */
import type { Plugin } from "chart.js";
import { servicesOf } from "../policy-facts.js";
import type { PolicyResult, Series, Summary } from "../../result/index.js";
import type { Chart } from "./chart.js";
import { renderFigure, type Figure } from "./figure.js";
import { drawnReplication, largestOf, pointsOf, seriesOf } from "./load-and-hosts.js";
import { INK } from "./palette.js";
import { drawText, type Pen } from "./pen.js";
import { strokeFill } from "./stroke.js";
import { quantityAxis, timeAxis, xyPlot } from "./xy-plot.js";

export const load: Chart = {
  name: "load",
  title: "Load over time",
  question: "How many requests came, how many were answered, how many failed, and when did hosts join or leave?",
  applies: (summary) => summary.scenario.durationSeconds > 0 && chosen(summary) !== null,
  render: (summary, options) => renderFigure(load, summary, figureOf(summary), options),
};

interface Chosen {
  readonly policy: PolicyResult;
  readonly service: string;
  readonly lines: readonly { readonly label: string; readonly series: Series }[];
  readonly left: number;
}

const LINES = [
  ["offered", "offered, retries included"],
  ["served", "served"],
  ["errors", "failed, timed out or refused"],
] as const;

/** The service with most load, under the first of the policies under which hosts joined and left most often. */
function chosen({ policies }: Summary): Chosen | null {
  const [policy] = policies.toSorted((a, b) => scaleActions(b) - scaleActions(a));
  if (policy === undefined) return null;
  const loaded = servicesOf(policy).flatMap((service) => {
    const lines = LINES.flatMap(([key, label]) => {
      const series = seriesOf(policy, `${service}.${key}`);
      return series === undefined ? [] : [{ label, series }];
    });
    return lines.length === 0 ? [] : [{ policy, service, lines }];
  });
  const most = loaded.toSorted((a, b) => largestOf([b.lines[0]!.series]) - largestOf([a.lines[0]!.series]))[0];
  return most === undefined ? null : { ...most, left: loaded.length - 1 };
}

function scaleActions({ detail }: PolicyResult): number {
  return detail.chronicle.filter(({ what }) => SCALED.test(what)).length;
}

/** How the chronicle tells that a host has joined or left. */
const SCALED = / (helps with|has left) (.+): done$/;

function figureOf(summary: Summary): Figure {
  const { durationSeconds } = summary.scenario;
  const found = chosen(summary);
  if (found === null || !(durationSeconds > 0)) {
    return { remark: null, legend: [], plot: null, nothing: "Nothing to show: no service has load." };
  }
  const { policy, service, lines, left } = found;
  const remarks = [
    `${service} under ${policy.policy}.`,
    drawnReplication(summary),
    left > 0 ? "Of several services the one with most load is shown." : null,
  ].filter((each) => each !== null);
  return {
    remark: remarks.join(" "),
    legend: lines.map(({ label }, index) => strokeFill(label, index)),
    nothing: "",
    plot: xyPlot({
      x: timeAxis("simulated time", durationSeconds),
      y: quantityAxis("requests (per second)", largestOf(lines.map(({ series }) => series)) * 1.08),
      lines: lines.map(({ series }, stroke) => ({ stroke, points: pointsOf(series, durationSeconds) })),
      plugins: [scaleMarks(policy, service, durationSeconds)],
    }),
  };
}

/** Hosts that joined as `+`, hosts that left as `−`, at the top of the plot. */
function scaleMarks({ detail }: PolicyResult, service: string, durationSeconds: number): Plugin {
  const marks = detail.chronicle.flatMap(({ atSeconds, what }) => {
    const [, word, of] = SCALED.exec(what) ?? [];
    return of === service ? [{ atSeconds, sign: word === "helps with" ? "+" : "−" }] : [];
  });
  return {
    id: "scale-marks",
    afterDatasetsDraw: ({ ctx, chartArea }) => {
      const pen = ctx as unknown as Pen;
      const { left, right, top, bottom } = chartArea;
      for (const { atSeconds, sign } of marks) {
        const x = left + (atSeconds / durationSeconds) * (right - left);
        pen.strokeStyle = "rgba(0, 0, 0, 0.25)";
        pen.lineWidth = 1;
        pen.setLineDash([2, 3]);
        pen.beginPath();
        pen.moveTo(x, top + 14);
        pen.lineTo(x, bottom);
        pen.stroke();
        pen.setLineDash([]);
        drawText(pen, sign, x, top + 6, { size: 14, weight: 600, colour: INK, align: "center" });
      }
    },
  };
}
