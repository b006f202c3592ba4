/** A parameter study as Markdown, for a merge request, a wiki, or the page of a job. */
import type { Sweep, SweepPoint } from "../result/index.js";
import { code, escape, table } from "./markdown-text.js";
import { formatNumberOf } from "./number-format.js";
import {
  findingInWords,
  certaintyInWords,
  shownMeasures,
  sweptInfo,
  sweptMeasure,
  sweptPolicies,
  valueInWords,
  wrongAtPoints,
} from "./swept-measure.js";
import { unbrokenMarkdown } from "./unbroken.js";

/** Of more points than these the others stand in `sweep.csv` alone. */
const MOST_ROWS = 100;

/** @param pictures names of the charts beside it, by the measure that they show */
export function sweepMarkdown(sweep: Sweep, pictures: ReadonlyMap<string, readonly string[]> = new Map()): string {
  const { scenario, parameters, points, seed, version, partial } = sweep;
  const runs = points[0]?.policies[0]?.replicationsRun ?? 0;
  const blocks = [
    `# ${escape(scenario.title === "" ? scenario.name : scenario.title)}`,
    `Studied: ${parameters.map(({ path, values }) => `\`${code(path)}\` (${escape(values.join(", "))})`).join("; ")}. ` +
      `${formatNumberOf(points.length, "point")}, ${formatNumberOf(runs, "replication")} each, ` +
      `seed \`${code(seed)}\`, Understudy ${escape(version)}.${partial ? " Interrupted: points are missing." : ""}`,
    ...shownMeasures(sweep).flatMap((key) => [
      `## ${escape(key)}`,
      escape(sweptInfo(sweep, key)?.about ?? ""),
      sweptPolicies(sweep)
        .map((policy) => `- \`${code(policy)}\`: ${escape(findingInWords(sweep, policy, key))}`)
        .join("\n"),
      pointsTable(sweep, key),
      ...(pictures.get(key) ?? []).map((file) => `![${escape(key)}](<${file.replaceAll(/[<>]/g, "")}>)`),
    ]),
    ...(points.length > MOST_ROWS ? [`${points.length - MOST_ROWS} further points: \`sweep.csv\`.`] : []),
    ...wrongInWords(sweep).map((words) => `✗ ${escape(words)}`),
  ];
  return unbrokenMarkdown(`${blocks.join("\n\n")}\n`);
}

/** Which expectations failed and which invariants were violated, and where, a sentence each. */
function wrongInWords(sweep: Sweep): readonly string[] {
  const at = (points: readonly SweepPoint[]): string =>
    points.length > MOST_ROWS
      ? formatNumberOf(points.length, "point")
      : points.map(({ values }) => `(${values.join(", ")})`).join(", ");
  return wrongAtPoints(sweep).map(({ what, points }) => `${what} at ${at(points)}.`);
}

function pointsTable(sweep: Sweep, key: string): string {
  const policies = sweptPolicies(sweep);
  return table(
    [...sweep.parameters.map(({ path }) => path), ...policies],
    sweep.points.slice(0, MOST_ROWS).map((point) => [
      ...point.values,
      ...policies.map((policy) => {
        const measure = sweptMeasure(point, policy, key);
        const certainty = certaintyInWords(point, policy, key);
        return `${valueInWords(measure)}${certainty === null ? "" : ` (${certainty})`}`;
      }),
    ]),
  );
}
