/** All measures by whom they are of: a group opens when it is asked for, so that thirty hosts make no page of thirty screens. */
import type { MeasureSummary } from "../../../result/index.js";
import { formatCount, formatNumberOf, formatQuantity, formatShare } from "../../number-format.js";
import { NOTHING_MEASURED } from "../../precision-in-words.js";
import { valueInWords } from "./comparison.js";
import { element, mark, nothing, section, table } from "./dom.js";
import type { Policy } from "./policy.js";

/** What one replication has no more than a value of. */
const OF_REPLICATIONS = ["Least", "Greatest", "Mean of replications", "Replications"].map((title) => {
  return { title, numeric: true };
});

/** So few rows are read faster than opened. */
const FEW = 60;
/** Beyond them there is the search. */
const MOST_GROUPS = 100;
const MOST_ROWS = 500;

export function measuresSection({ head: { measures, precision, policy, replicationsRun } }: Policy): HTMLElement {
  const { whole, body } = section("measures", "Measures", "Everything that was measured, with what it means.");
  if (measures.length === 0) {
    body.append(nothing("Nothing was measured."));
    return whole;
  }
  const tableOf = (caption: string, some: readonly MeasureSummary[]): HTMLElement =>
    measureTable(caption, some, replicationsRun > 1);
  const count = element("output", {});
  const list = element("div", { class: "groups" });
  const search = element("input", {
    type: "search",
    placeholder: "availability, rto, web-1 …",
    "aria-label": "Search the measures",
    input: () => show(),
  });
  const show = (): void => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const meant = measures.filter(({ key, about }) => {
      const text = `${key} ${about}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    count.textContent = `${meant.length} of ${measures.length}`;
    list.replaceChildren(
      ...(words.length === 0 && measures.length > FEW
        ? groupsOf(measures, tableOf)
        : [
            tableOf(`Measures of ${policy}`, meant.slice(0, MOST_ROWS)),
            ...others(meant.length - MOST_ROWS, "measure"),
          ]),
    );
  };
  show();
  body.append(
    ...(precision === null ? [] : [element("p", {}, reached(precision))]),
    element("div", { class: "controls search" }, element("label", {}, "Search ", search), count),
    list,
  );
  return whole;
}

function reached(precision: NonNullable<Policy["head"]["precision"]>): string | HTMLElement {
  if (precision.measures.length === 0) return NOTHING_MEASURED;
  return mark(
    precision.held,
    `Precision of ${formatShare(precision.asked)} ${precision.held ? "reached" : "not reached"}.`,
  );
}

function groupsOf(
  measures: readonly MeasureSummary[],
  tableOf: (caption: string, some: readonly MeasureSummary[]) => HTMLElement,
): readonly HTMLElement[] {
  const bySubject = new Map<string, MeasureSummary[]>();
  for (const measure of measures) {
    const subject = measure.key.split(".", 1)[0]!;
    const some = bySubject.get(subject);
    if (some === undefined) bySubject.set(subject, [measure]);
    else some.push(measure);
  }
  const groups = [...bySubject];
  return [
    ...groups.slice(0, MOST_GROUPS).map(([subject, some], place) => {
      const open = (): void => {
        if (whole.open && whole.childElementCount === 1) whole.append(tableOf(`Measures of ${subject}`, some));
      };
      const size = element("span", {}, formatNumberOf(some.length, "measure"));
      const whole = element(
        "details",
        { toggle: open, open: place === 0 },
        element("summary", {}, `${subject} `, size),
      );
      open();
      return whole;
    }),
    ...others(groups.length - MOST_GROUPS, "group"),
  ];
}

function others(left: number, noun: string): readonly HTMLElement[] {
  return left > 0 ? [element("p", { class: "note" }, `and ${formatNumberOf(left, noun)} more: search for them.`)] : [];
}

function measureTable(caption: string, measures: readonly MeasureSummary[], many: boolean): HTMLElement {
  return table(
    caption,
    [
      { title: "Measure" },
      { title: "Value", numeric: true },
      ...(many ? OF_REPLICATIONS : []),
      { title: "What it is" },
    ],
    measures.map((measure) => [
      measure.key,
      valueInWords(measure),
      ...(many
        ? [
            formatQuantity(measure.min, measure.unit),
            formatQuantity(measure.max, measure.unit),
            formatQuantity(measure.mean, measure.unit),
            formatCount(measure.count),
          ]
        : []),
      measure.about,
    ]),
  );
}
