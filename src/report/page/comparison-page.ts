/** `index.html` of a comparison: the verdicts, the differences with their intervals, and each pair of replications. */
import type { ComparedMeasure, ComparedSample, Comparison, MeasuredDifference } from "../../result/index.js";
import { FIGURE_WIDTH } from "../chart/figure.js";
import { COMPARED_VALUES } from "../compared-values.js";
import { brokenInvariants, failedExpectations, meansOfPairs } from "../comparison-verdicts.js";
import { formatDifference, formatDifferenceInterval } from "../difference-format.js";
import { formatDuration, formatNumberOf, formatQuantity, formatShare } from "../number-format.js";
import { escapeHtml } from "./escape-html.js";
import { section, staticPage } from "./static-page.js";

/**
 * The whole page as HTML: no script, and nothing that it asks of any network. Same comparison, same page.
 * @param picture the chart of the comparison, as PNG
 */
export function renderComparisonPage(comparison: Comparison, picture: Buffer | null): string {
  const { scenario, seed, version, measures, baseline, partial, level, comparisons } = comparison;
  const replications = Math.max(0, ...comparison.policies.map(({ replicationsRun }) => replicationsRun));
  return staticPage({
    ...{ scenario, version, about: "policies compared", verdict: verdictLines(comparison) },
    facts: [
      `${formatDuration(scenario.durationSeconds)} simulated`,
      formatNumberOf(replications, "replication"),
      `seed ${seed}`,
      ...(partial ? ["interrupted"] : []),
    ],
    main: [
      picture === null ? "" : differencesSection(baseline, picture),
      section(
        "pairs",
        "Replication by replication",
        "Each mark is the difference in one replication, the same faults and the same load under both.",
      ),
      measures.length === 0
        ? `<p class="nothing">Nothing was measured under two policies.</p>`
        : pairsTable(comparison),
      `<p class="note">Right of the line is better${measures.some(({ better }) => better === "neither") ? ", or more where neither is" : ""}; the dot is the mean and the bar its interval, ${formatShare(level)} for ${formatNumberOf(comparisons, "comparison")} together. “Equivalent” lies within the margin: 1 % of the baseline unless <code>--margin</code> says otherwise. “No difference seen” is not “no difference”: more replications tell. ${COMPARED_VALUES}</p>`,
      "</section>",
    ],
  });
}

function differencesSection(baseline: string, picture: Buffer): string {
  return `${section("differences", "Verdicts", "Which policy is better at what, on the same random numbers, by more than chance?")}
<div class="scroller picture at-length"><img alt="Differences from ${escapeHtml(baseline)} with their intervals" width="${FIGURE_WIDTH}" src="data:image/png;base64,${picture.toString("base64")}"></div>
</section>`;
}

/** What is to be said of each policy in one line, the worst first: nobody is better by costing less who fails what was expected. */
function verdictLines(comparison: Comparison): string {
  const { policies, measures, baseline } = comparison;
  const failedOf = ({ expectations }: Comparison["policies"][number]): number =>
    expectations.filter(({ holds }) => !holds).length;
  const failedBefore = policies[0] === undefined ? 0 : failedOf(policies[0]);
  const lines = policies.slice(1).map((policy) => {
    const { label, invariants } = policy;
    const keysOf = (verdict: MeasuredDifference["verdict"]): readonly string[] =>
      measures.flatMap(({ key, differences }) =>
        differences.some((each) => each.label === label && each.verdict === verdict) ? [key] : [],
      );
    const [better, worse] = [keysOf("better"), keysOf("worse")];
    const failed = failedOf(policy);
    const violated = invariants.filter(({ violations }) => violations > 0).length;
    const isWorse = worse.length > 0 || failed > failedBefore;
    const kind = violated > 0 || (isWorse && better.length === 0) ? "bad" : isWorse ? "open" : "good";
    const facts = [
      violated > 0 ? `${formatNumberOf(violated, "invariant")} violated` : "",
      failed > 0 ? `${formatNumberOf(failed, "expectation")} failed` : "",
      worse.length > 0 ? `worse than ${baseline} at ${worse.join(", ")}` : "",
      better.length > 0 ? `better ${worse.length > 0 ? "" : `than ${baseline} `}at ${better.join(", ")}` : "",
      better.length + worse.length === 0 ? `no measure better or worse than ${baseline}` : "",
    ].filter((each) => each !== "");
    const mark = { good: better.length > 0 ? "✓" : "–", open: "±", bad: "✗" }[kind];
    const shade = kind === "good" && better.length === 0 ? "open" : kind;
    const words = `${escapeHtml(label)}: ${escapeHtml(facts.join("; "))}.`;
    return `<p class="verdict ${shade}"><span aria-hidden="true">${mark}</span> ${words}</p>`;
  });
  const failed = [...failedExpectations(comparison), ...brokenInvariants(comparison)].map(
    (text) => `<p class="verdict bad"><span aria-hidden="true">✗</span> ${escapeHtml(text)}.</p>`,
  );
  return [...lines, ...failed].join("\n");
}

const COLUMNS = [
  "Measure",
  "Policy",
  "Baseline",
  "Mean",
  "Difference",
  "Verdict",
  "In each replication",
  "Look at replications",
];

function pairsTable({ measures }: Comparison): string {
  const rows = measures.flatMap((measure) =>
    measure.differences.map((difference, index) => rowOf(measure, difference, index)),
  );
  return `<div class="scroller glance" tabindex="0" role="region" aria-label="Differences"><table>
<thead><tr>${COLUMNS.map((title) => `<th scope="col">${title}</th>`).join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table></div>`;
}

function rowOf(measure: ComparedMeasure, difference: MeasuredDifference, index: number): string {
  const { key, unit, samples, about } = measure;
  const { verdict, mean, interval, extremes, label } = difference;
  const tone = verdict === "better" ? "good" : verdict === "worse" ? "bad" : "";
  const mark = { good: "✓ ", bad: "✗ ", "": "" }[tone];
  const contents: readonly (readonly [kind: string, html: string])[] = [
    ["", escapeHtml(label)],
    ...meansOfPairs(measure, index).map((mean) => ["number", formatQuantity(mean, unit)] as const),
    ["number", `${formatDifference(mean, unit)}<small>${formatDifferenceInterval(interval, unit)}</small>`],
    [tone, `${mark}${verdict}`],
    ["", strip(measure, difference, samples[0]!, samples[index + 1]!)],
    ["", extremes.map(({ replication }) => replication).join(", ")],
  ];
  const cells = contents.map(([kind, html], at) => `<td class="${kind}" data-title="${COLUMNS[at + 1]!}">${html}</td>`);
  const name = index === 0 ? escapeHtml(key) : `<span class="unseen">${escapeHtml(key)}</span>`;
  return `<tr><th scope="row" title="${escapeHtml(about)}">${name}</th>${cells.join("")}</tr>`;
}

const WIDTH = 260;
const HEIGHT = 26;
const EDGE = 6;

/** Differences of the pairs as marks around zero in the middle, better to the right, with their mean and its interval. */
function strip(
  { differences: all, samples, better }: ComparedMeasure,
  { mean, interval }: MeasuredDifference,
  baseline: ComparedSample,
  sample: ComparedSample,
): string {
  const pairs = pairsOf(baseline, sample);
  if (pairs.length === 0 || mean === null) return "";
  const reach = Math.max(
    ...samples.slice(1).flatMap((each) => pairsOf(baseline, each).map(Math.abs)),
    ...all.flatMap((each) => [each.interval?.low ?? 0, each.interval?.high ?? 0].map(Math.abs)),
  );
  const scale = reach === 0 ? 0 : ((better === "lower" ? -1 : 1) * (WIDTH / 2 - EDGE)) / reach;
  const x = (value: number): string => (WIDTH / 2 + value * scale).toFixed(1);
  const middle = HEIGHT / 2;
  const opacity = Math.max(0.12, Math.min(0.6, 12 / pairs.length)).toFixed(2);
  const marks = pairs.map((value) => `M${x(value)} 3V${HEIGHT - 3}`).join("");
  const bar = interval === null ? "" : `<path d="M${x(interval.low)} ${middle}H${x(interval.high)}" stroke-width="4"/>`;
  return (
    `<svg class="pairs" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">` +
    `<path class="zero" d="M${WIDTH / 2} 0V${HEIGHT}"/><path class="marks" opacity="${opacity}" d="${marks}"/>` +
    `<g class="mean">${bar}<circle cx="${x(mean)}" cy="${middle}" r="5"/></g></svg>`
  );
}

function pairsOf(baseline: ComparedSample, sample: ComparedSample): readonly number[] {
  return sample.values.flatMap((value, replication) => {
    const other = baseline.values[replication] ?? null;
    return value === null || other === null ? [] : [value - other];
  });
}
