/** Load, latency and utilisation over the same stretch of time as the strips. */
import type uPlotType from "uplot";
import type { Series } from "../../../result/index.js";
import { formatQuantity } from "../../number-format.js";
import type { ScaleMark } from "../../scale-actions.js";
import { clockTicks, type Tick } from "../../clock-ticks.js";
import { element, nothing, section } from "./dom.js";
import { clock, instantInWords } from "./instant.js";
import { columnsOf, isFilled, type SeriesGroup, togetherIn } from "./load-columns.js";
import type { Policy } from "./policy.js";
import { bandHeight, drawScaleMarks } from "./scale-marks.js";
import { colour, isPrinting } from "./theme.js";
import { whoAnswered } from "./who-answered.js";
import type { TimeView } from "./time-view.js";

/** The library stands in a script of its own before ours. */
declare const uPlot: typeof uPlotType;

const CHART_HEIGHT = 190;
/** Of that the lines have, about. */
const PLOT_HEIGHT = 150;
/** About as wide as the text is on a page of A4. */
const PAPER_WIDTH = 690;
const MOST_LINES = 8;
const TICK_WIDTH = 85;
const AXIS_WIDTH = 74;

export function loadSection(policy: Policy): HTMLElement {
  const { whole, body } = section(
    "load",
    "Load, latency and utilisation",
    "How much was asked, how much was answered, how fast, and with what?",
  );
  const groups = groupSeries(policy.run.series.filter(({ values }) => values.some((value) => value !== null)));
  if (groups.length === 0) {
    body.append(nothing("Nothing to show: no load was offered and nothing was counted over time."));
    return whole;
  }
  body.append(
    element(
      "div",
      { class: "charts" },
      groups.map((group) => chartOf(group, policy)),
    ),
  );
  body.append(...whoAnswered(policy));
  return whole;
}

/** Rates of one actor share a picture, as do equal quantities of several actors. */
function groupSeries(series: readonly Series[]): readonly SeriesGroup[] {
  const groups = new Map<string, SeriesGroup & { readonly lines: { label: string; series: Series }[] }>();
  for (const each of series) {
    const dot = each.name.lastIndexOf(".");
    const [actor, quantity] = dot < 0 ? ["", each.name] : [each.name.slice(0, dot), each.name.slice(dot + 1)];
    const [title, label] = each.unit === "per-second" ? [actor, quantity] : [quantity, actor];
    const key = `${title} ${each.unit} ${each.stepSeconds}`;
    let group = groups.get(key);
    if (group === undefined || group.lines.length === MOST_LINES) {
      const service = each.unit === "per-second" ? actor : null;
      group = { service, title: titleInWords(title, each.unit), unit: each.unit, lines: [] };
      groups.set(group.lines.length === 0 && groups.has(key) ? `${key} ${groups.size}` : key, group);
    }
    group.lines.push({ label: label === "" ? quantity : label, series: each });
  }
  return [...groups.values()].map((group) => {
    group.lines.sort((a, b) => layerOf(a.label) - layerOf(b.label));
    const [only, ...others] = group.lines;
    return others.length > 0 || group.unit === "per-second"
      ? group
      : { ...group, title: only!.series.name.replace(".", ", ") };
  });
}

/** Areas lie below lines. */
function layerOf(label: string): number {
  return ["served", "errors"].indexOf(label) < 0 ? 1 : 0;
}

function titleInWords(title: string, unit: Series["unit"]): string {
  const first = title.charAt(0).toUpperCase() + title.slice(1);
  return unit === "per-second" ? `${first === "" ? "Rates" : title}, per second` : first;
}

function chartOf(group: SeriesGroup, { view, run }: Policy): HTMLElement {
  const marks = run.scaleMarks.filter(({ service }) => service === group.service);
  const figure = element("figure", { class: "chart" }, element("figcaption", {}, group.title));
  const holder = element("div");
  figure.append(holder);
  const note = element("small", { hidden: true }, "means; how far they went stands behind them");
  figure.querySelector("figcaption")!.append(" ", note);
  let plot: uPlotType | null = null;
  let together = 0;
  const draw = (): void => {
    const width = isPrinting() ? PAPER_WIDTH : Math.max(200, holder.clientWidth);
    const wanted = togetherIn(group, view, width);
    const columns = wanted === together ? null : columnsOf(group, view.end, wanted);
    together = wanted;
    note.hidden = wanted === 1;
    plot ??= new uPlot(optionsOf(group, marks, view, width), columns!, holder);
    if (columns !== null) plot.setData(columns, false);
    if (plot.width !== width) plot.setSize({ width, height: CHART_HEIGHT });
    plot.batch(() => plot!.setScale("x", { min: view.from, max: view.to }));
    plot.redraw(false, true);
  };
  let inView = false;
  new IntersectionObserver(([entry]) => {
    inView = entry!.isIntersecting;
    if (inView) draw();
  }).observe(figure);
  view.onChange(() => {
    if (inView || plot !== null || isPrinting()) draw();
  });
  return figure;
}

function optionsOf(
  { lines, unit }: SeriesGroup,
  marks: readonly ScaleMark[],
  view: TimeView,
  width: number,
): uPlotType.Options {
  const ink = (): string => colour("quiet");
  const grid = { stroke: () => colour("line"), width: 1 };
  const axis = { stroke: ink, grid, ticks: { show: false }, font: "11px system-ui, sans-serif" };
  const ranges = lines.flatMap(({ label }, index) => (isFilled(label) ? [] : [index]));
  const ticks = (self: uPlotType): readonly Tick[] =>
    clockTicks(clock, view.from, view.to, Math.max(2, Math.floor(self.bbox.width / devicePixelRatio / TICK_WIDTH)));
  return {
    width,
    height: CHART_HEIGHT,
    padding: [8, 24, 0, 0],
    cursor: {
      y: false,
      sync: { key: "time" },
      drag: { x: true, y: false, setScale: false },
      bind: { dblclick: () => () => (view.whole(), null) },
    },
    hooks: {
      draw: [(self) => drawScaleMarks(self, marks, view)],
      setSelect: [
        (self) => {
          const { left, width: wide } = self.select;
          if (wide < 4) return;
          view.show(self.posToVal(left, "x"), self.posToVal(left + wide, "x"));
          self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
    legend: { live: true },
    scales: {
      x: { time: false, auto: false, range: () => [view.from, view.to] },
      y: {
        range: (_, least, greatest) => {
          const free = PLOT_HEIGHT / (PLOT_HEIGHT - bandHeight(marks, view));
          return [Math.min(0, least), greatest > 0 ? greatest * 1.08 * free : 1];
        },
      },
    },
    axes: [
      {
        ...axis,
        size: 28,
        splits: (self) => ticks(self).map(({ at }) => at),
        values: (self) => ticks(self).map(({ label }) => label),
      },
      {
        ...axis,
        size: AXIS_WIDTH,
        // Of things that are counted there is no quarter, and of an hour no tenth.
        ...(unit === "count" && { incrs: WHOLE_STEPS }),
        ...(unit === "seconds" && { incrs: TIME_STEPS }),
        values: (_, values) => values.map((value) => formatQuantity(value, unit)),
      },
    ],
    series: [
      { label: "at", value: (_, value) => (value === null ? "" : instantInWords(value)) },
      ...lines.map(({ label }, index) => ({
        label,
        ...lookOf(label, index),
        points: { show: false },
        value: (_: uPlotType, value: number | null) => formatQuantity(value, unit),
      })),
      ...ranges.flatMap(() => [RANGE, RANGE]),
    ],
    bands: ranges.map((index, place) => ({
      series: [lines.length + 1 + 2 * place, lines.length + 2 + 2 * place],
      fill: () => faint(lookOf(lines[index]!.label, index).stroke),
    })),
  };
}

/** It has no line of its own, and no place in the legend. */
const RANGE: uPlotType.Series = { width: 0, points: { show: false }, class: "range" };

/** The colour of a line, so thin that the line is seen before it. */
function faint(stroke: uPlotType.Series["stroke"]): string {
  return `color-mix(in srgb, ${(stroke as () => string)()} 22%, transparent)`;
}

/** Rates look the same everywhere: what was served and what failed as areas, what could be served as a limit. */
function lookOf(label: string, index: number): Pick<uPlotType.Series, "stroke" | "fill" | "width" | "dash"> {
  const looks: Readonly<Record<string, () => Pick<uPlotType.Series, "stroke" | "fill" | "width" | "dash">>> = {
    served: () => ({ stroke: () => colour("condition-up"), fill: () => colour("condition-up"), width: 0 }),
    errors: () => ({ stroke: () => colour("condition-down"), fill: () => colour("condition-down"), width: 0 }),
    offered: () => ({ stroke: () => colour("line-1"), width: 1.75 }),
    capacity: () => ({ stroke: () => colour("ink"), width: 1.5, dash: [6, 3] }),
  };
  const plain = { stroke: () => colour(`line-${index + 1}`), width: 1.75, dash: DASHES[index % DASHES.length]! };
  return looks[label]?.() ?? plain;
}

const WHOLE_STEPS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000].flatMap((size) => [size, 2 * size, 5 * size]);
const TIME_STEPS = [
  ...[1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1].flatMap((size) => [size, 2 * size, 5 * size]),
  ...[1, 60].flatMap((size) => [size, 2 * size, 5 * size, 10 * size, 15 * size, 30 * size]),
  ...[1, 2, 3, 6, 12].map((hours) => hours * 3_600),
  ...[1, 10, 100, 1_000].flatMap((days) => [days, 2 * days, 5 * days].map((each) => each * 86_400)),
];

/** Lines that lie on each other stay apart, and so do those of a print in grey. */
const DASHES: readonly number[][] = [[], [7, 4], [2, 3], [10, 3, 2, 3], [], [7, 4], [2, 3], [10, 3, 2, 3]];
