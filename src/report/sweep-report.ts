/** A parameter study as CSV, and as the files of a folder. */
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Sweep } from "../result/index.js";
import type { RenderOptions } from "./chart/chart.js";
import { toCsv } from "./csv.js";
import { type ReportFile, writeFiles } from "./report-folder.js";
import { sweepMarkdown } from "./sweep-markdown.js";
import { shownMeasures } from "./swept-measure.js";

/** The files of every study, beside its pictures. */
export const SWEEP_FILES = ["index.html", "sweep.md", "sweep.csv", "sweep.json"] as const;

/** One row per point and policy; of every measure its value and the ends of its interval. Numbers in full. */
export function sweepCsv({ parameters, points }: Sweep): string {
  const keys = [
    ...new Set(points.flatMap(({ policies }) => policies.flatMap(({ measures }) => measures.map(({ key }) => key)))),
  ];
  const header = [
    ...parameters.map(({ path }) => path),
    ...["policy", "replications", "failedExpectations", "violatedInvariants", "scenarioDigest"],
    ...keys.flatMap((key) => [key, `${key} low`, `${key} high`]),
  ];
  const rows = points.flatMap(({ values, digest, policies }) =>
    policies.map(({ policy, replicationsRun, failedExpectations, violatedInvariants, measures }) => [
      ...values,
      ...[policy, replicationsRun, failedExpectations, violatedInvariants, digest],
      ...keys.flatMap((key) => {
        const measure = measures.find((each) => each.key === key);
        return [measure?.overall ?? null, measure?.interval?.low ?? null, measure?.interval?.high ?? null];
      }),
    ]),
  );
  return toCsv([header, ...rows]);
}

/** The files of the folder, in the order in which they are written. */
export async function sweepFiles(sweep: Sweep, charts = true): Promise<readonly ReportFile[]> {
  return [
    ...(await sweepFilesToLookAt(sweep, charts)),
    { name: "sweep.csv", content: sweepCsv(sweep) },
    { name: "sweep.json", content: `${JSON.stringify(sweep)}\n` },
  ];
}

/** Writes all files of a study into its folder; its pictures that no longer apply are removed. */
export async function writeSweep(folder: string, sweep: Sweep, charts: boolean): Promise<void> {
  const files = await sweepFiles(sweep, charts);
  const written = new Set(files.map(({ name }) => name));
  const there = await readdir(folder).catch(() => []);
  const stale = there.filter((name) => /^sweep-.+\.(png|svg)$/.test(name) && !written.has(name));
  await writeFiles(folder, files, {
    before: async () => {
      for (const name of stale) await rm(join(folder, name), { force: true });
    },
  });
}

/** Pictures, the page that shows them and the Markdown that links them. */
export async function sweepFilesToLookAt(sweep: Sweep, charts = true): Promise<readonly ReportFile[]> {
  const { renderSweepPage } = await import("./page/sweep-page.js");
  const keys = charts ? shownMeasures(sweep) : [];
  const drawn = new Map<string, readonly ReportFile[]>();
  for (const key of keys) drawn.set(key, await sweepPictures(sweep, key, "png"));
  const names = new Map([...drawn].map(([key, files]) => [key, files.map(({ name }) => name)]));
  const pictures = new Map([...drawn].map(([key, files]) => [key, files.map(({ content }) => content as Buffer)]));
  return [
    ...[...drawn.values()].flat(),
    { name: "index.html", content: renderSweepPage(sweep, pictures) },
    { name: "sweep.md", content: sweepMarkdown(sweep, names) },
  ];
}

/** The charts of one measure. Loaded here: they take longer to load than a short study to finish. */
export async function sweepPictures(
  sweep: Sweep,
  key: string,
  format: RenderOptions["format"],
): Promise<readonly ReportFile[]> {
  const { renderSweep } = await import("./chart/sweep.js");
  return renderSweep(sweep, key, { format, pixelRatio: 2 }).map(({ name, content }) => ({
    name: `${name}.${format}`,
    content,
  }));
}
