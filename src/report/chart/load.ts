/** What clients asked for and what was served over time, against what the hosts in use could serve, with each scale action. */
import type { Plugin } from "chart.js";
import { conditionOf, type PolicyResult, type Series, type Summary } from "../../result/index.js";
import { subjectsOf } from "../subjects.js";
import { type ScaleMark, scaleMarksOf } from "../scale-actions.js";
import type { Chart } from "./chart.js";
import { renderFigure, type Figure } from "./figure.js";
import { bandInWords, drawnReplication, largestOf, lineOf, pointsOf, seriesOf } from "./load-and-hosts.js";
import { INK, type NamedFill } from "./palette.js";
import type { Pen } from "./pen.js";
import { scaleMarks } from "./scale-marks.js";
import { LIMIT_STROKE, strokeFill, strokeOf } from "./stroke.js";
import { quantityAxis, runAxis, xyPlot, type XyLine } from "./xy-plot.js";

export const load: Chart = {
  name: "load",
  title: "Load against capacity",
  question: "Could the hosts in use serve what was asked of them, and when did hosts join or leave?",
  applies: (summary) => summary.scenario.durationSeconds > 0 && chosen(summary) !== null,
  render: (summary, options) => renderFigure(load, summary, figureOf(summary), options),
};

const SERVED: NamedFill = { label: "served", colour: "#9fd5c1", hatch: "none", ink: INK };
const ERRORS: NamedFill = { label: "failed, timed out or refused", colour: "#c44e00", hatch: "none", ink: INK };
const AWAY: NamedFill = { label: "service down", colour: "#f6dccb", hatch: "none", ink: INK };
const OFFERED = strokeOf(0);

/** From the bottom of the picture to its top. */
const LAYERS: readonly {
  readonly key: string;
  readonly legend: NamedFill;
  readonly look: Pick<XyLine, "stroke" | "area">;
}[] = [
  { key: "served", legend: SERVED, look: { stroke: OFFERED, area: SERVED.colour } },
  { key: "errors", legend: ERRORS, look: { stroke: OFFERED, area: ERRORS.colour } },
  { key: "offered", legend: strokeFill("offered, retries included", OFFERED), look: { stroke: OFFERED } },
  {
    key: "capacity",
    legend: strokeFill("what the hosts in use could serve", LIMIT_STROKE),
    look: { stroke: LIMIT_STROKE },
  },
];

interface Chosen {
  readonly policy: PolicyResult;
  readonly service: string;
  readonly layers: readonly ((typeof LAYERS)[number] & { readonly series: Series })[];
  readonly left: number;
}

/** The service with most load, under the first of the policies under which hosts joined and left most often. */
function chosen({ policies }: Summary): Chosen | null {
  const [policy] = policies.toSorted((a, b) => scaleActions(b) - scaleActions(a));
  if (policy === undefined) return null;
  const loaded = subjectsOf(policy).flatMap(({ name: service }) => {
    const layers = LAYERS.flatMap((layer) => {
      const series = seriesOf(policy, `${service}.${layer.key}`);
      return series === undefined ? [] : [{ ...layer, series }];
    });
    return layers.length === 0 ? [] : [{ policy, service, layers }];
  });
  const served = ({ layers }: (typeof loaded)[number]): number => largestOf([layers[0]!.series]);
  const most = loaded.toSorted((a, b) => served(b) - served(a))[0];
  return most === undefined ? null : { ...most, left: loaded.length - 1 };
}

function scaleActions({ detail }: PolicyResult): number {
  return scaleMarksOf(detail).length;
}

function figureOf(summary: Summary): Figure {
  const { durationSeconds } = summary.scenario;
  const found = chosen(summary);
  if (found === null || !(durationSeconds > 0)) {
    return { remark: null, legend: [], plot: null, nothing: "Nothing to show: no service has load." };
  }
  const { policy, service, layers, left } = found;
  const outages = outagesOf(policy, service, durationSeconds);
  const lines = layers.map(({ key, series, look }): XyLine => {
    // What failed is not evened out.
    if (key === "errors") return { ...look, points: pointsOf(series, durationSeconds) };
    const { points, band } = lineOf(series, durationSeconds);
    return { ...look, points, ...(look.area === undefined && band !== undefined && { band }) };
  });
  const remarks = [
    `${service} under ${policy.policy}.`,
    drawnReplication(summary),
    bandInWords(lines),
    left > 0 ? "Of several services the one with most load is shown." : null,
  ].filter((each) => each !== null);
  return {
    remark: remarks.join(" "),
    legend: [...layers.map(({ legend }) => legend).toReversed(), ...(outages.length > 0 ? [AWAY] : [])],
    nothing: "",
    plot: xyPlot({
      x: runAxis(summary.scenario),
      y: quantityAxis("requests (per second)", largestOf(layers.map(({ series }) => series)) * 1.08),
      lines,
      plugins: [shades(outages, durationSeconds), scaleMarks(marksOf(policy, service), durationSeconds)],
    }),
  };
}

function marksOf({ detail }: PolicyResult, service: string): readonly ScaleMark[] {
  return scaleMarksOf(detail).filter((mark) => mark.service === service);
}

function outagesOf({ detail }: PolicyResult, service: string, end: number): readonly (readonly [number, number])[] {
  const intervals = detail.strips.find(({ kind, actor }) => kind === "service" && actor === service)?.intervals ?? [];
  return intervals.flatMap(([from, state], index) =>
    conditionOf(state) === "down" ? [[from, intervals[index + 1]?.[0] ?? end] as const] : [],
  );
}

/** Where the service was down; never too thin to be seen. */
function shades(outages: readonly (readonly [number, number])[], durationSeconds: number): Plugin {
  return {
    id: "outages",
    beforeDatasetsDraw: ({ ctx, chartArea: { left, right, top, bottom } }) => {
      const pen = ctx as unknown as Pen;
      pen.fillStyle = AWAY.colour;
      const x = (seconds: number): number => left + (seconds / durationSeconds) * (right - left);
      for (const [from, to] of outages) pen.fillRect(x(from), top, Math.max(1, x(to) - x(from)), bottom - top);
    },
  };
}
