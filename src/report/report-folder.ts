/** All files of a report, made first and written then: each to a temporary name and renamed, so that none is ever half there. */
import { existsSync } from "node:fs";
import { lstat, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Summary } from "../result/index.js";
import type { Chart, RenderOptions } from "./chart/chart.js";
import { incidentsCsv, replicationsCsv, timeseriesCsv } from "./csv.js";
import { makeFolder } from "./make-folder.js";
import { markdownSummary } from "./markdown.js";
import type { ReplicationLists } from "./replication-lists.js";
import { asFolderError, ReportFolderError } from "./report-folder-error.js";
import { topologyPicture } from "./topology-picture.js";

export interface ReportFile {
  readonly name: string;
  readonly content: string | Buffer;
}

/** What a report holds beside what follows from its summary. */
export interface ReportExtras {
  /** Lists of every replication, when the summary keeps only some. */
  readonly lists?: ReplicationLists | undefined;
  /** Further files; their names may lead into folders. */
  readonly files?: readonly ReportFile[] | undefined;
  /** Whether to draw pictures: charts and the topology, which take longest of all. True unless told. */
  readonly charts?: boolean | undefined;
}

/** Sharp on screens of high density, and still small. */
const PIXEL_RATIO = 2;

/**
 * The files of a report, in the order in which they are written: `summary.json` last, so that where it is the rest is too.
 * The page shows the scenario as it was written when that is given.
 */
export async function reportFiles(
  summary: Summary,
  scenarioText: string | null = null,
  charts = true,
): Promise<readonly ReportFile[]> {
  const { junitXml } = await import("./junit.js");
  const shown = await filesToLookAt(summary, scenarioText, charts);
  return [
    ...shown,
    { name: "incidents.csv", content: incidentsCsv(summary) },
    { name: "timeseries.csv", content: timeseriesCsv(summary) },
    { name: "replications.csv", content: replicationsCsv(summary) },
    { name: "junit.xml", content: junitXml(summary) },
    { name: "summary.json", content: `${JSON.stringify(summary)}\n` },
  ];
}

/** Every chart that has something to show, the page, and the Markdown that links them. */
async function filesToLookAt(
  summary: Summary,
  scenarioText: string | null,
  charts = true,
): Promise<readonly ReportFile[]> {
  const { renderPage } = await import("./page/page.js");
  const topology = charts ? await drawTopology(summary) : null;
  const drawn = charts ? (await loadCharts()).filter((chart) => chart.applies(summary)) : [];
  const pictures = [
    ...drawn.map((chart) => ({
      name: fileOf(chart),
      title: chart.title,
      content: drawChart(chart, summary, "png"),
    })),
    ...(topology === null ? [] : [{ name: TOPOLOGY, title: "Topology", content: topology }]),
  ];
  const linked = pictures.map(({ name, title }) => ({ file: name, title }));
  return [
    ...pictures.map(({ name, content }) => ({ name, content })),
    { name: "index.html", content: renderPage(summary, { scenarioText, topology }) },
    { name: "summary.md", content: markdownSummary(summary, linked) },
  ];
}

const TOPOLOGY = "topology.svg";

/** A picture of more parts than these would be too small to read. */
const MOST_PARTS = 250;

async function drawTopology({ topology, scenario: { name, title } }: Summary): Promise<string | null> {
  if (topology.nodes.length > MOST_PARTS) return null;
  return topologyPicture(topology, title === "" ? name : title);
}

function drawChart(chart: Chart, summary: Summary, format: RenderOptions["format"]): Buffer {
  return chart.render(summary, { format, pixelRatio: PIXEL_RATIO });
}

/**
 * Draws anew what there is to look at: charts, page and Markdown. Tables and the summary itself stay as they are. Returns
 * the names of the files written. Throws ReportFolderError.
 */
export async function redrawReport(
  folder: string,
  summary: Summary,
  scenarioText: string | null = null,
): Promise<readonly string[]> {
  const files = await filesToLookAt(summary, scenarioText);
  const stale = await staleCharts(
    folder,
    files.map(({ name }) => name),
  );
  return writeFiles(folder, files, { before: () => removeFiles(folder, stale) });
}

/**
 * Draws these charts into the folder, each also when it has nothing to show but that. Returns the names of the files
 * written. Throws ReportFolderError.
 */
export async function drawCharts(
  folder: string,
  summary: Summary,
  charts: readonly Chart[],
  format: RenderOptions["format"],
): Promise<readonly string[]> {
  const files = charts.map((chart) => ({
    name: `${chart.name}.${format}`,
    content: drawChart(chart, summary, format),
  }));
  return writeFiles(folder, files);
}

/**
 * Writes a report into a folder, which is made if need be, and returns the names of its files. Files of an earlier report
 * are replaced, and its charts that no longer apply and its traces removed; what else lies there is left alone. Throws ReportFolderError,
 * and then no file of the report has been touched unless the disk failed during the renaming.
 */
export async function writeReport(
  folder: string,
  summary: Summary,
  { lists, files: further = [], charts = true }: ReportExtras = {},
): Promise<readonly string[]> {
  const listed = lists?.names ?? [];
  const scenario = further.find(({ name }) => name === "scenario.yaml");
  const ofSummary = (await reportFiles(summary, scenario?.content.toString(), charts)).filter(
    ({ name }) => !listed.includes(name),
  );
  const names = [...further, ...ofSummary].map(({ name }) => name);
  const stale = [...(await staleCharts(folder, names)), ...(await staleTraces(folder))];
  return writeFiles(folder, [...further, ...ofSummary], {
    before: async () => {
      await lists?.finish();
      await removeFiles(folder, stale);
    },
  });
}

async function removeFiles(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(folder, name), { force: true });
}

/** The files of every report, whatever it shows. */
export const REPORT_FILES = [
  ...["scenario.yaml", "replay.json", "index.html", "summary.md", "incidents.csv", "timeseries.csv"],
  ...["replications.csv", "junit.xml", "summary.json"],
] as const;

/**
 * Finds whatever would be in the way of files of these names before anything is computed, and leaves everything as it
 * was. Throws ReportFolderError.
 */
export async function tryFolder(folder: string, names: readonly string[]): Promise<void> {
  const first = firstToMake(folder);
  const probe = join(folder, `.probe.${process.pid}.tmp`);
  try {
    makeFolder(folder);
    for (const name of names) await refuseNonFile(join(folder, name));
    await writeFile(probe, "");
  } catch (error) {
    throw asFolderError(folder, error);
  } finally {
    await rm(first ?? probe, { force: true, recursive: true }).catch(() => {});
  }
}

/** Of a folder and those above it, the highest that is not there; `null` when all are. */
function firstToMake(folder: string): string | null {
  if (existsSync(folder)) return null;
  const above = dirname(folder);
  return above === folder ? folder : (firstToMake(above) ?? folder);
}

/** Takes temporary files away whose processes are no more; a folder that is not there has none. */
export async function removeRemains(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, process] = /^\..+\.(\d+)\.tmp$/.exec(name) ?? [];
    if (process !== undefined && !isAlive(Number(process))) await rm(join(folder, name), { force: true });
  }
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/**
 * Writes files into a folder, all to temporary names before the first is renamed, in the order given. The last one
 * vouches for the others: an older one of its name is gone before they take theirs. `before` is done when all lie there.
 * Throws ReportFolderError.
 */
export async function writeFiles(
  folder: string,
  files: readonly ReportFile[],
  { before }: { readonly before?: () => Promise<void> } = {},
): Promise<readonly string[]> {
  const names = files.map(({ name }) => name);
  const temporary = (name: string): string => join(folder, dirname(name), `.${basename(name)}.${process.pid}.tmp`);
  try {
    makeFolder(folder);
    for (const name of names) {
      makeFolder(dirname(join(folder, name)));
      await refuseNonFile(join(folder, name));
    }
    await removeRemains(folder);
    for (const { name, content } of files) await writeFile(temporary(name), content);
    if (names.length > 1) await rm(join(folder, names.at(-1)!), { force: true });
    await before?.();
    for (const name of names) await rename(temporary(name), join(folder, name));
  } catch (error) {
    await Promise.allSettled(names.map((name) => rm(temporary(name), { force: true })));
    throw error instanceof ReportFolderError ? error : asFolderError(folder, error);
  }
  return names;
}

/** Every chart there is. Loaded when first asked for, as is JUnit: both take longer to load than a short run to finish. */
export async function loadCharts(): Promise<readonly Chart[]> {
  return (await import("./chart/index.js")).charts;
}

function fileOf(chart: Chart): string {
  return `${chart.name}.png`;
}

/** Charts of an earlier report; where no picture lies none has to be known. */
async function staleCharts(folder: string, written: readonly string[]): Promise<readonly string[]> {
  // A file in the folder's place is told when it is made.
  const all = await readdir(folder).catch(() => []);
  const there = all.filter((name) => /\.(png|svg)$/.test(name));
  if (there.every((name) => written.includes(name))) return [];
  const ours = [...(await loadCharts()).map(fileOf), TOPOLOGY];
  return there.filter((name) => ours.includes(name) && !written.includes(name));
}

/** Traces of an earlier run: those of this one are written when its report is there. */
async function staleTraces(folder: string): Promise<readonly string[]> {
  const all = await readdir(folder).catch(() => []);
  return all.filter((name) => /^trace(\..+)?\.(jsonl|events\.json)(\.gz)?$/.test(name));
}

/** A folder in the place of a file would stop the renaming half way: found before anything is written. */
async function refuseNonFile(path: string): Promise<void> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (found?.isDirectory()) throw Object.assign(new Error(`${path} is a folder`), { code: "EISDIR", path });
}
