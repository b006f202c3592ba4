/** `index.html` of a parameter study: where each measure is best and worst, its picture, and every point with its interval. */
import type { Sweep, SweepPoint } from "../../result/index.js";
import { FIGURE_WIDTH } from "../chart/figure.js";
import { formatNumberOf } from "../number-format.js";
import {
  extremesOf,
  findingInWords,
  certaintyInWords,
  shownMeasures,
  sweptInfo,
  sweptMeasure,
  sweptPolicies,
  valueInWords,
  wrongAtPoints,
} from "../swept-measure.js";
import { escapeHtml } from "./escape-html.js";
import { staticPage } from "./static-page.js";

/** Of more points than these the others stand in `sweep.csv` alone. */
const MOST_ROWS = 500;

/**
 * The whole page as HTML: no script, and nothing that it asks of any network. Same study, same page.
 * @param pictures charts as PNG, by the measure that they show
 */
export function renderSweepPage(sweep: Sweep, pictures: ReadonlyMap<string, readonly Buffer[]>): string {
  const { scenario, seed, version, points, partial } = sweep;
  const runs = points[0]?.policies[0]?.replicationsRun ?? 0;
  const shown = shownMeasures(sweep);
  return staticPage({
    ...{ scenario, version, about: "parameters studied", verdict: verdictLines(sweep) },
    facts: [
      formatNumberOf(points.length, "point"),
      `${formatNumberOf(runs, "replication")} each`,
      `seed ${seed}`,
      ...(partial ? ["interrupted"] : []),
    ],
    main: [
      shown.length === 0 ? `<p class="nothing">Nothing of what was asked for was measured.</p>` : "",
      shown.map((key) => measureSection(sweep, key, pictures.get(key) ?? [])).join("\n"),
      gridSection(sweep),
    ],
  });
}

/** Whether anything went wrong anywhere. */
function verdictLines(sweep: Sweep): string {
  const lines = [
    ...(sweep.partial ? ["Interrupted: points are missing; started again, the study goes on with them."] : []),
    ...wrongAtPoints(sweep).map(
      ({ what, points }) => `${escapeHtml(what)} at ${formatNumberOf(points.length, "point")}.`,
    ),
  ];
  if (lines.length === 0)
    return `<p class="verdict good"><span aria-hidden="true">✓</span> Nothing failed anywhere.</p>`;
  return lines.map((words) => `<p class="verdict bad"><span aria-hidden="true">✗</span> ${words}</p>`).join("\n");
}

function measureSection(sweep: Sweep, key: string, pictures: readonly Buffer[]): string {
  const policies = sweptPolicies(sweep);
  const findings = policies.map(
    (policy) => `<p class="standing">${escapeHtml(`${policy}: ${findingInWords(sweep, policy, key)}`)}</p>`,
  );
  const images = pictures.map(
    (picture) =>
      `<div class="scroller picture"><img alt="${escapeHtml(key)} over the parameters" width="${FIGURE_WIDTH}" src="data:image/png;base64,${picture.toString("base64")}"></div>`,
  );
  return `<section><h2>${escapeHtml(key)}</h2><p class="question">${escapeHtml(sweptInfo(sweep, key)?.about ?? "")}</p>
${findings.join("\n")}
${images.join("\n")}
${pointsTable(sweep, key)}
</section>`;
}

/** One row per point, a column per policy; what is best of a policy stands out. */
function pointsTable(sweep: Sweep, key: string): string {
  const { parameters, points } = sweep;
  const policies = sweptPolicies(sweep);
  const best = policies.map((policy) => bestValue(sweep, policy, key));
  const rows = points.slice(0, MOST_ROWS).map((point) => {
    const values = policies.map((policy, index) => {
      const measure = sweptMeasure(point, policy, key);
      const interval = certaintyInWords(point, policy, key);
      const value = escapeHtml(valueInWords(measure));
      const isBest = measure !== undefined && measure.overall === best[index];
      const shown = isBest ? `<strong title="the best">${value}</strong>` : value;
      return `<td class="number" data-title="${escapeHtml(policy)}">${shown}${interval === null ? "" : `<small>${escapeHtml(interval)}</small>`}</td>`;
    });
    const wrong = wrongInWords(point);
    return `<tr>${point.values.map((value, index) => `<th scope="row" data-title="${escapeHtml(parameters[index]!.path)}">${escapeHtml(value)}</th>`).join("")}${values.join("")}<td class="bad">${escapeHtml(wrong)}</td></tr>`;
  });
  const heads = [
    ...parameters.map(({ path }) => `<th scope="col">${escapeHtml(path)}</th>`),
    ...policies.map((policy) => `<th scope="col" class="number">${escapeHtml(policy)}</th>`),
    `<th scope="col"><span class="unseen">What was wrong</span></th>`,
  ];
  const more =
    points.length > MOST_ROWS ? `<p class="note">${points.length - MOST_ROWS} further points: sweep.csv.</p>` : "";
  return `<div class="scroller" tabindex="0" role="region" aria-label="${escapeHtml(key)} at every point"><table>
<thead><tr>${heads.join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table></div>${more}`;
}

/** `null` where no value is better than others. */
function bestValue(sweep: Sweep, policy: string, key: string): number | null {
  const found = extremesOf(sweep, policy, key);
  const better = sweptInfo(sweep, key)?.better ?? "neither";
  if (found === null || better === "neither") return null;
  const [low, high] = [found.lowest, found.highest].map((point) => sweptMeasure(point, policy, key)?.overall ?? null);
  return low === high ? null : better === "lower" ? low! : high!;
}

function wrongInWords({ policies }: SweepPoint): string {
  const told = policies.flatMap(({ policy, failedExpectations: failed, violatedInvariants: violated }) => {
    const words = [
      ...(violated > 0 ? [`${formatNumberOf(violated, "invariant")} violated`] : []),
      ...(failed > 0 ? [`${formatNumberOf(failed, "expectation")} failed`] : []),
    ];
    return words.length === 0 ? [] : [`${policies.length > 1 ? `${policy}: ` : ""}${words.join(", ")}`];
  });
  return told.join("; ");
}

function gridSection({ parameters }: Sweep): string {
  const isOfSeeds = parameters.some(({ path }) => path === "seed");
  const items = parameters.map(
    ({ path, values }) => `<dt>${escapeHtml(path)}</dt><dd>${escapeHtml(values.join(", "))}</dd>`,
  );
  return `<section><h2>What was changed</h2><p class="question">Which values of which keys of the scenario make the grid?</p>
<dl class="facts-list">${items.map((item) => `<div>${item}</div>`).join("")}</dl>
<p class="note">${isOfSeeds ? "Points of one seed" : "All points"} met the same random numbers. Small figures are 95 % intervals, or tell how many replications gave the value; without any, one replication was run or the value is a percentile or the largest of all. Every measure of every point is in sweep.csv.</p>
</section>`;
}
