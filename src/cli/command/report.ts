/** `understudy report`: draws charts and pages anew from results, without running. */
import { join } from "node:path";
import { InputError, noSuch } from "../../experiment/index.js";
import {
  COMPARISON_CHART,
  comparisonFilesToLookAt,
  comparisonPicture,
  drawCharts,
  loadCharts,
  redrawReport,
  sweepFilesToLookAt,
  sweepPictures,
  writeFiles,
  type RenderOptions,
} from "../../report/index.js";
import type { Comparison, Summary, Sweep } from "../../result/index.js";
import { readIfThere, readResult, type StoredResult } from "../stored-report.js";
import { print } from "../terminal.js";

type Format = RenderOptions["format"];

interface ReportArguments {
  readonly chart: readonly string[];
  readonly format: Format;
  readonly json?: boolean;
}

/** What can be drawn of a result: single charts by name, or all that there is to look at. Both give the files written. */
interface Drawable {
  readonly charts: readonly string[];
  draw(names: readonly string[], format: Format): Promise<readonly string[]>;
  redraw(): Promise<readonly string[]>;
}

export async function report(folder: string, { chart, format, json }: ReportArguments): Promise<void> {
  if (format !== "png" && chart.length === 0) {
    throw new InputError(`--format ${format}: pages show PNG; name the charts to draw with --chart, or --chart all`);
  }
  const drawable = await drawableOf(folder, readResult(folder));
  const names = chart.length > 0 ? await drawable.draw(chosen(drawable, chart), format) : await drawable.redraw();
  const files = names.map((name) => join(folder, name));
  print(json ? JSON.stringify(files) : files.join("\n"));
}

async function drawableOf(folder: string, stored: StoredResult): Promise<Drawable> {
  if (stored.of === "run") return drawableRun(folder, stored.summary);
  return stored.of === "compare" ? drawableComparison(folder, stored.comparison) : drawableSweep(folder, stored.sweep);
}

async function drawableRun(folder: string, summary: Summary): Promise<Drawable> {
  const charts = await loadCharts();
  return {
    charts: charts.map(({ name }) => name),
    draw: (names, format) => {
      const wanted = charts.filter(({ name }) => names.includes(name));
      return drawCharts(folder, summary, wanted, format);
    },
    redraw: () => redrawReport(folder, summary, readIfThere(folder, "scenario.yaml")),
  };
}

function drawableComparison(folder: string, comparison: Comparison): Drawable {
  const name = COMPARISON_CHART.replace(".png", "");
  return {
    charts: [name],
    draw: async (_, format) => {
      const content = await comparisonPicture(comparison, format);
      return writeFiles(folder, [{ name: `${name}.${format}`, content }]);
    },
    redraw: async () => writeFiles(folder, await comparisonFilesToLookAt(comparison)),
  };
}

/** Its charts are named as the measures that they show, and there is one of whatever was measured. */
function drawableSweep(folder: string, sweep: Sweep): Drawable {
  const measured = sweep.points.flatMap(({ policies }) => policies.flatMap(({ measures }) => measures));
  return {
    charts: [...new Set(measured.map(({ key }) => key))],
    draw: async (names, format) => {
      const files = [];
      for (const name of names) files.push(...(await sweepPictures(sweep, name, format)));
      return writeFiles(folder, files);
    },
    redraw: async () => writeFiles(folder, await sweepFilesToLookAt(sweep)),
  };
}

function chosen({ charts }: Drawable, wanted: readonly string[]): readonly string[] {
  if (wanted.includes("all")) return charts;
  for (const name of wanted) {
    if (!charts.includes(name)) throw noSuch("chart", name, charts);
  }
  return charts.filter((name) => wanted.includes(name));
}
