/** Lines over the values of a parameter, with the intervals of the means as bands. */
import type { ChartConfiguration, Scale } from "chart.js";
import type { MeasureInfo, MeasureSummary, SweepParameter } from "../../result/index.js";
import { formatQuantity } from "../number-format.js";
import type { Figure } from "./figure.js";
import { timeTicks } from "./time-axis.js";
import { GRID, INK, QUIET_INK } from "./palette.js";
import { strokeFill, strokeOf } from "./stroke.js";

export interface ParameterLines {
  readonly parameter: SweepParameter;
  /** One per policy; a measure or none for each value of the parameter. */
  readonly lines: readonly { readonly label: string; readonly measures: readonly (MeasureSummary | null)[] }[];
  readonly unit: MeasureInfo["unit"];
  readonly remark: string | null;
}

const HEIGHT = 380;
const MOST_TICKS = 9;

export function parameterLines({ parameter, lines, unit, remark }: ParameterLines): Figure {
  const banded = lines.some(({ measures }) => measures.some((each) => each?.interval != null));
  const legend = lines.map(({ label }, index) => strokeFill(label, strokeOf(index)));
  const remarks = [
    ...(banded
      ? ["Bands are 95 % intervals of the mean."]
      : ["One replication each: nothing tells how far chance goes."]),
    "Values are spaced evenly.",
    ...(remark === null ? [] : [remark]),
  ];
  return {
    remark: remarks.join(" "),
    legend: lines.length > 1 ? legend : [],
    nothing: "Nothing was measured.",
    plot: { height: HEIGHT, rightMargin: 10, configuration: configurationOf(parameter, lines, unit) },
  };
}

function configurationOf(
  parameter: SweepParameter,
  lines: ParameterLines["lines"],
  unit: MeasureInfo["unit"],
): ChartConfiguration {
  const datasets = lines.flatMap(({ measures }, index) => {
    const { colour, dash } = strokeOf(index);
    const edge = { borderWidth: 0, pointRadius: 0, backgroundColor: `${colour}33` };
    return [
      { ...edge, data: measures.map((each) => each?.interval?.low ?? each?.overall ?? null), fill: false },
      { ...edge, data: measures.map((each) => each?.interval?.high ?? each?.overall ?? null), fill: "-1" },
      {
        data: measures.map((each) => each?.overall ?? null),
        borderColor: colour,
        backgroundColor: colour,
        borderDash: [...dash],
        borderWidth: 2,
        pointRadius: 4,
        fill: false,
      },
    ];
  });
  return {
    type: "line",
    data: { labels: [...parameter.values], datasets },
    options: {
      scales: {
        x: {
          title: { display: true, text: parameter.path, color: QUIET_INK },
          grid: { display: false },
          offset: parameter.values.length < 3,
          ticks: { color: INK, maxRotation: 40, autoSkip: false },
        },
        y: {
          grid: { color: GRID, drawTicks: false },
          border: { display: false },
          grace: "6%",
          ticks: { color: INK, padding: 6, callback: (value: number | string) => tickOf(Number(value), unit) },
          ...(unit === "seconds" ? { afterBuildTicks: roundTimes } : {}),
        },
      },
    },
  } as unknown as ChartConfiguration;
}

/** Room is left above the highest line, but there is nothing above 100 %. */
function tickOf(value: number, unit: MeasureInfo["unit"]): string | null {
  return unit === "share" && value > 1 ? null : formatQuantity(value, unit);
}

/** Ticks at round times: Chart.js knows round numbers only, and 500 s is none. */
function roundTimes(scale: Scale): void {
  const { seconds } = timeTicks(scale.max, Math.ceil((MOST_TICKS * scale.max) / (scale.max - Math.max(0, scale.min))));
  const inside = seconds.filter((value) => value >= scale.min && value <= scale.max);
  if (inside.length > 1) scale.ticks = inside.map((value) => ({ value }));
}
