/** How a measure varied between replications: every one of them as a dot, or as bars when they are many. */
import { FIRST_KEPT } from "../../../result/run-result.js";
import { formatCount, formatNumberOf, formatQuantity, formatShare } from "../../number-format.js";
import { element, nothing, section, svgElement, type Child } from "./dom.js";
import { head, replicationsOf } from "./page-source.js";
import { scaleOf, type Scale } from "./scale.js";

const MOST_DOTS = 150;
const BINS = 60;
const HEIGHT = 64;
const RADIUS = 3.5;

export function replicationsSection(): HTMLElement {
  const { whole, body } = section(
    "replications",
    "Replications",
    "How much of it is chance: what did each independent run give?",
  );
  if (head.policies.every(({ replicationsRun }) => replicationsRun < 2)) {
    body.append(
      nothing("Nothing to show: with one replication there is no distribution. Run more with --replications."),
    );
    return whole;
  }
  const keys = [...new Set(head.policies.flatMap(({ measures }) => measures.map(({ key }) => key)))];
  const preferred = keys.filter((key) => /\.(availability|rto\.max|rto\.mean)$/.test(key));
  const holder = element("div");
  const select = element(
    "select",
    { change: () => draw() },
    [...preferred, ...keys.filter((key) => !preferred.includes(key))].map((key) => element("option", {}, key)),
  );
  const first = preferred.filter((key) => !key.endsWith("rto.max")).slice(0, 1);
  const second = preferred.filter((key) => key.endsWith("rto.max")).slice(0, 1);
  const draw = (): void => holder.replaceChildren(distributionOf(select.value));
  body.append(
    element("p", {}, keptInWords()),
    element("div", { class: "controls" }, element("label", {}, "Measure ", select)),
    holder,
    ...[...first, ...second].filter((key) => key !== select.value).map(distributionOf),
  );
  draw();
  return whole;
}

function keptInWords(): string {
  const partly = head.policies.some(({ replicationsKept, replicationsRun }) => replicationsKept < replicationsRun);
  const most = Math.max(...head.policies.map(({ replicationsRun }) => replicationsRun));
  return partly
    ? `Drawn are the first ${FIRST_KEPT} of ${formatNumberOf(most, "replication")}; the value (the line) and its interval (the band) are of all.`
    : `${formatNumberOf(most, "replication")} of each policy. The line is the value over all, the band its interval.`;
}

function distributionOf(key: string): HTMLElement {
  const found = head.policies.flatMap((policy, index) => {
    const summary = policy.measures.find((measure) => measure.key === key);
    if (summary === undefined) return [];
    const partly = policy.replicationsKept < policy.replicationsRun;
    const kept = replicationsOf(index).measures[key] ?? [];
    const values = (partly ? kept.slice(0, FIRST_KEPT) : kept).filter((value) => value !== null);
    return [{ policy: policy.policy, summary, values }];
  });
  const all = found.flatMap(({ values, summary: { interval, overall } }) => [
    ...values,
    ...(interval === null ? [] : [interval.low, interval.high]),
    ...(overall === null ? [] : [overall]),
  ]);
  const [one] = found;
  const figure = element(
    "figure",
    { class: "distribution" },
    element("figcaption", {}, key, " ", element("small", {}, one?.summary.about ?? "")),
  );
  if (one === undefined || all.length === 0) {
    figure.append(nothing("No replication gave a value."));
    return figure;
  }
  const { unit } = one.summary;
  const scale = scaleOf(all, unit);
  for (const { policy, summary, values } of found) {
    const { overall, interval } = summary;
    const words = [
      values.length === 0 ? "no value" : `${formatQuantity(overall, unit)} over all`,
      ...(interval === null || interval.low === interval.high
        ? []
        : [
            `${formatShare(interval.level)}: ${formatQuantity(interval.low, unit)} to ${formatQuantity(interval.high, unit)}`,
          ]),
    ].join("; ");
    figure.append(
      element(
        "div",
        { class: "row" },
        element("span", { class: "row-name" }, policy),
        element("span", { class: "row-plot" }, picture(values, summary, scale)),
        element("span", { class: "row-figure" }, words),
      ),
    );
  }
  figure.append(
    element(
      "div",
      { class: "row" },
      element("span"),
      element("span", { class: "row-plot" }, scale.ticks),
      element("span"),
    ),
  );
  return figure;
}

function picture(
  values: readonly number[],
  {
    overall,
    interval,
    unit,
  }: {
    overall: number | null;
    interval: { low: number; high: number } | null;
    unit: Parameters<typeof formatQuantity>[1];
  },
  scale: Scale,
): Node {
  const band: Child =
    interval === null
      ? null
      : svgElement("rect", {
          class: "interval",
          x: scale.at(interval.low),
          width: `${Math.max(0.2, parseFloat(scale.at(interval.high)) - parseFloat(scale.at(interval.low)))}%`,
          y: 0,
          height: HEIGHT,
        });
  const line: Child =
    overall === null
      ? null
      : svgElement("line", { class: "mean", x1: scale.at(overall), x2: scale.at(overall), y1: 0, y2: HEIGHT });
  return svgElement(
    "svg",
    { width: "100%", height: HEIGHT, role: "img", "aria-label": `${formatCount(values.length)} values` },
    band,
    line,
    values.length > MOST_DOTS ? bars(values, scale) : dots(values, scale, unit),
  );
}

function binsOf(values: readonly number[], scale: Scale): ReadonlyMap<number, readonly number[]> {
  const bins = new Map<number, number[]>();
  for (const value of values) {
    const bin = Math.min(BINS - 1, Math.floor((parseFloat(scale.at(value)) / 100) * BINS));
    bins.set(bin, [...(bins.get(bin) ?? []), value]);
  }
  return bins;
}

/** Equal or nearly equal values are stacked. */
function dots(values: readonly number[], scale: Scale, unit: Parameters<typeof formatQuantity>[1]): readonly Child[] {
  const bins = [...binsOf(values, scale).values()];
  const step = Math.min(2 * RADIUS, (HEIGHT - 2 * RADIUS) / Math.max(1, ...bins.map((bin) => bin.length)));
  return bins.flatMap((bin) =>
    bin.map((value, index) =>
      svgElement(
        "circle",
        { class: "dot", cx: scale.at(value), cy: HEIGHT - RADIUS - 1 - index * step, r: RADIUS },
        svgElement("title", {}, formatQuantity(value, unit)),
      ),
    ),
  );
}

function bars(values: readonly number[], scale: Scale): readonly Child[] {
  const bins = binsOf(values, scale);
  const highest = Math.max(...[...bins.values()].map((bin) => bin.length));
  return [...bins].map(([bin, { length }]) => {
    const height = Math.max(1, (length / highest) * (HEIGHT - 4));
    const attributes = {
      class: "bar",
      x: `${(bin / BINS) * 100}%`,
      width: `${90 / BINS}%`,
      y: HEIGHT - height,
      height,
    };
    return svgElement("rect", attributes, svgElement("title", {}, formatNumberOf(length, "replication")));
  });
}
