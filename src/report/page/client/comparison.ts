/** Policies side by side: the measures that matter, as numbers and as dots with their intervals. */
import type { MeasureSummary } from "../../../result/index.js";
import { formatQuantity, formatShare, NO_VALUE } from "../../number-format.js";
import { element, nothing, place, section, table } from "./dom.js";
import { head } from "./page-source.js";
import { scaleOf } from "./scale.js";

export function comparisonSection(): HTMLElement {
  const { whole, body } = section(
    "comparison",
    "Policies compared",
    "Which policy is better at what, and how sure is that?",
  );
  if (head.policies.length < 2) {
    body.append(nothing("Nothing to compare: one policy was run. Run more with --policy all."));
    return whole;
  }
  const rows = head.compared.map((key) => ({
    key,
    measures: head.policies.map(({ measures }) => measures.find((measure) => measure.key === key)),
  }));
  body.append(
    element(
      "p",
      { class: "note" },
      "Each dot is the value over all replications, each bar its interval. Policies met the same faults and the same load, so bars may " +
        "overlap although one policy is better in every replication: understudy compare tells that.",
    ),
    element(
      "div",
      { class: "panels" },
      rows.map(({ key, measures }) => panel(key, measures)),
    ),
    table(
      "Policies compared",
      [{ title: "Measure" }, ...head.policies.map(({ policy }) => ({ title: policy, numeric: true }))],
      rows.map(({ key, measures }) => [
        element("span", { title: measures.find((each) => each !== undefined)?.about ?? "" }, key),
        ...measures.map((measure) => (measure === undefined ? NO_VALUE : valueInWords(measure))),
      ]),
    ),
  );
  return whole;
}

export function valueInWords({ overall, interval, unit }: MeasureSummary): HTMLElement {
  return element(
    "span",
    {},
    formatQuantity(overall, unit),
    interval === null || interval.low === interval.high
      ? null
      : element("small", {}, ` ${formatQuantity(interval.low, unit)} to ${formatQuantity(interval.high, unit)}`),
  );
}

const BETTER = { higher: "higher is better", lower: "lower is better", neither: "" } as const;

/** `null` for a measure that no policy gave a value of. */
function panel(key: string, measures: readonly (MeasureSummary | undefined)[]): HTMLElement | null {
  const known = measures.filter((measure) => measure !== undefined);
  const values = known.flatMap(({ overall, interval }) => [
    ...(overall === null ? [] : [overall]),
    ...(interval === null ? [] : [interval.low, interval.high]),
  ]);
  const [one] = known;
  if (one === undefined || values.length === 0) return null;
  const figure = element(
    "figure",
    { class: "panel" },
    element("figcaption", {}, key, " ", element("small", {}, BETTER[one.better])),
  );
  const scale = scaleOf(values, one.unit);
  measures.forEach((measure, index) => {
    figure.append(
      element(
        "div",
        { class: "row" },
        element("span", { class: "row-name" }, head.policies[index]!.policy),
        element(
          "span",
          { class: "row-plot track-line" },
          ...(measure === undefined ? [] : dotWithInterval(measure, scale.at)),
        ),
      ),
    );
  });
  figure.append(element("div", { class: "row" }, element("span"), element("span", { class: "row-plot" }, scale.ticks)));
  return figure;
}

function dotWithInterval(
  { overall, interval, unit }: MeasureSummary,
  at: (value: number) => string,
): readonly HTMLElement[] {
  if (overall === null) return [];
  const words = formatQuantity(overall, unit);
  const level =
    interval === null
      ? ""
      : `, ${formatShare(interval.level)} ${formatQuantity(interval.low, unit)} to ${formatQuantity(interval.high, unit)}`;
  return [
    ...(interval === null
      ? []
      : [
          place(element("i", { class: "whisker" }), {
            left: at(interval.low),
            width: `${parseFloat(at(interval.high)) - parseFloat(at(interval.low))}%`,
          }),
        ]),
    place(element("i", { class: "mean-dot", role: "img", "aria-label": words + level, title: words + level }), {
      left: at(overall),
    }),
  ];
}
