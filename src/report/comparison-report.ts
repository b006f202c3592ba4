/** A comparison as text for a terminal, as Markdown for a job's page, as JUnit, and as the files of a folder. */
import type { Comparison, ComparedMeasure, ComparisonVerdict } from "../result/index.js";
import { COMPARED_VALUES } from "./compared-values.js";
import { brokenInvariants, failedExpectations, meansOfPairs } from "./comparison-verdicts.js";
import { formatDifference, formatDifferenceInterval } from "./difference-format.js";
import { code, escape, table } from "./markdown-text.js";
import { formatDuration, formatNumberOf, formatQuantity, formatShare } from "./number-format.js";
import type { RenderOptions } from "./chart/chart.js";
import type { ReportFile } from "./report-folder.js";
import { lookFor, paragraph, toAscii, type Look, type TerminalOptions } from "./terminal-text.js";
import { unbrokenMarkdown } from "./unbroken.js";

export interface ComparisonTextOptions extends TerminalOptions {
  readonly report: string | null;
  /** The scenario file, and what else `explain` needs to read it, for the commands that are proposed. */
  readonly file: string;
}

/** Within 80 columns but for what colours add. */
export function comparisonText(comparison: Comparison, options: ComparisonTextOptions): string {
  const look = lookFor(options);
  const lines = [
    ...heading(comparison, look),
    ...comparison.measures.flatMap((measure) => ["", ...measureLines(measure, look)]),
    ...(comparison.measures.length === 0 ? ["", "Nothing was measured under two policies."] : []),
    "",
    ...paragraph(explanationOf(comparison), 0, "", look.dim),
    ...whereToLook(comparison, options.file, look),
    ...whatFailed(comparison).flatMap((text) => paragraph(text, 4, look.fail, look.bad)),
    ...(options.report === null ? [] : [`Report: ${options.report}`]),
  ];
  const text = lines.join("\n");
  return look.ascii ? toAscii(text) : text;
}

function whatFailed(comparison: Comparison): readonly string[] {
  return [...failedExpectations(comparison), ...brokenInvariants(comparison)];
}

function heading(comparison: Comparison, look: Look): readonly string[] {
  const { scenario, seed, policies, baseline, partial } = comparison;
  const facts = [
    `${formatDuration(scenario.durationSeconds)} simulated`,
    formatNumberOf(Math.max(...policies.map(({ replicationsRun }) => replicationsRun)), "replication"),
    `seed ${seed}`,
    `baseline ${baseline}`,
  ];
  return [
    ...paragraph(scenario.title === "" ? scenario.name : `${scenario.name}: ${scenario.title}`, 0, "", look.bold),
    ...paragraph(facts.join(", "), 0, "", look.dim),
    ...(partial ? paragraph("Interrupted: not every replication is here.", 0, "", look.warn) : []),
  ];
}

function measureLines(measure: ComparedMeasure, look: Look): readonly string[] {
  const [baseline, ...others] = measure.samples;
  const mean = (value: number | null): string => formatQuantity(value, measure.unit);
  const margin =
    measure.margin === null ? "" : `, margin ${formatDifference(measure.margin, measure.unit).replace(/^[+-]/, "")}`;
  return [
    ...paragraph(`${measure.key}${margin}`, 0, "", look.bold),
    ...paragraph(`${baseline!.label}: ${mean(baseline!.mean)}`, 2),
    ...others.flatMap((sample, index) => {
      const difference = measure.differences[index]!;
      const paint = paintOf(difference.verdict, look);
      const told =
        difference.mean === null
          ? "no replication has a value under both"
          : `${formatDifference(difference.mean, measure.unit)} (${formatDifferenceInterval(difference.interval, measure.unit)})`;
      return [
        ...paragraph(`${sample.label}: ${mean(sample.mean)}`, 2),
        ...paragraph(`${difference.verdict}: ${told}${unpairedText(measure, index)}`, 4, "", paint),
      ];
    }),
  ];
}

function paintOf(verdict: ComparisonVerdict, look: Look): (text: string) => string {
  const paints: Readonly<Record<ComparisonVerdict, (text: string) => string>> = {
    better: look.good,
    worse: look.bad,
    higher: look.warn,
    lower: look.warn,
    equivalent: look.dim,
    "no difference seen": look.dim,
  };
  return paints[verdict];
}

/** The means above are then of more than the pairs, so that those of the pairs are told. */
function unpairedText(measure: ComparedMeasure, index: number): string {
  const { unpaired, pairs } = measure.differences[index]!;
  if (unpaired === 0) return "";
  const means = meansOfPairs(measure, index).map((mean) => formatQuantity(mean, measure.unit));
  const ofPairs = pairs === 0 ? "" : ` (means ${means.join(" and ")})`;
  return `; over ${formatNumberOf(pairs, "pair")}${ofPairs}, ${formatNumberOf(unpaired, "replication")} had a value on one side only`;
}

function explanationOf({ level, comparisons }: Comparison): string {
  return (
    `Mean differences over the same seeds and their intervals, ${formatShare(level)} for ` +
    `${formatNumberOf(comparisons, "comparison")} together. "Equivalent" lies within the margin: 1 % of the baseline ` +
    'unless --margin says otherwise. "No difference seen" is not "no difference": more replications tell. ' +
    COMPARED_VALUES
  );
}

/** The replications that show a difference best, with the command that tells their story. */
function whereToLook({ measures, seed }: Comparison, file: string, look: Look): readonly string[] {
  const told = measures.flatMap((measure) =>
    measure.differences.flatMap(({ verdict, extremes: [extreme], label }) => {
      if (extreme === undefined || verdict === "no difference seen" || verdict === "equivalent") return [];
      return [{ measure, label, extreme }];
    }),
  );
  const [most] = told;
  if (most === undefined) return [];
  const policy = most.label.split(": ").at(-1)!;
  const { replication, baseline, value } = most.extreme;
  const values = [baseline, value].map((each) => formatQuantity(each, most.measure.unit));
  return [
    ...paragraph(
      `Most different: ${most.measure.key} in replication ${replication}, ${values[0]} and ${values[1]}.`,
      0,
    ),
    look.dim(`  understudy explain ${file} --policy ${policy} --seed ${seed} --replication ${replication}`),
  ];
}

/** For the page of a job or a merge request. */
export function comparisonMarkdown(comparison: Comparison, chart: string | null = null): string {
  const { scenario, measures, policies, seed, version, baseline, partial } = comparison;
  const rows = measures.flatMap((measure) =>
    measure.differences.map((difference, index) => [
      measure.key,
      difference.label,
      ...meansOfPairs(measure, index).map((mean) => formatQuantity(mean, measure.unit)),
      formatDifference(difference.mean, measure.unit),
      formatDifferenceInterval(difference.interval, measure.unit),
      difference.verdict,
      difference.extremes.map(({ replication }) => replication).join(", "),
    ]),
  );
  const header = ["measure", "policy", "baseline", "mean", "difference", "interval", "verdict", "look at replications"];
  const blocks = [
    `# ${escape(scenario.title === "" ? scenario.name : scenario.title)}`,
    `Compared with \`${code(baseline)}\`: ${policies
      .slice(1)
      .map(({ label }) => `\`${code(label)}\``)
      .join(", ")}. ` +
      `${formatNumberOf(Math.max(...policies.map(({ replicationsRun }) => replicationsRun)), "replication")}, ` +
      `seed \`${code(seed)}\`, Understudy ${escape(version)}.${partial ? " Interrupted: not every replication is here." : ""}`,
    rows.length === 0 ? "Nothing was measured under two policies." : table(header, rows),
    ...whatFailed(comparison).map((text) => `✗ ${escape(text)}`),
    escape(explanationOf(comparison)),
    ...(chart === null ? [] : [`![Differences from the baseline](${chart})`]),
  ];
  return unbrokenMarkdown(`${blocks.join("\n\n")}\n`);
}

/** Its only picture. */
export const COMPARISON_CHART = "comparison.png";

/** Charts and JUnit are loaded when they are asked for: both take longer than a short comparison to finish. */
export async function comparisonPicture(comparison: Comparison, format: RenderOptions["format"]): Promise<Buffer> {
  const { renderComparison } = await import("./chart/comparison.js");
  return renderComparison(comparison, { format, pixelRatio: 2 });
}

export async function comparisonFiles(comparison: Comparison, charts = true): Promise<readonly ReportFile[]> {
  const { comparisonJunitXml } = await import("./comparison-junit.js");
  return [
    ...(await comparisonFilesToLookAt(comparison, charts)),
    { name: "junit.xml", content: comparisonJunitXml(comparison) },
    { name: "compare.json", content: `${JSON.stringify(comparison)}\n` },
  ];
}

/** The picture, the page that shows it and the Markdown that links it. */
export async function comparisonFilesToLookAt(comparison: Comparison, charts = true): Promise<readonly ReportFile[]> {
  const { renderComparisonPage } = await import("./page/comparison-page.js");
  const picture = charts ? await comparisonPicture(comparison, "png") : null;
  return [
    ...(picture === null ? [] : [{ name: COMPARISON_CHART, content: picture }]),
    { name: "index.html", content: renderComparisonPage(comparison, picture) },
    { name: "compare.md", content: comparisonMarkdown(comparison, picture === null ? null : COMPARISON_CHART) },
  ];
}
