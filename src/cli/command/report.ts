/** `understudy report`: draws charts and pages anew from results, without running. */
import { join } from "node:path";
import { InputError, noSuch } from "../../experiment/index.js";
import { drawCharts, loadCharts, redrawReport, type Chart } from "../../report/index.js";
import { readIfThere, readSummary } from "../stored-report.js";
import { print } from "../terminal.js";

interface ReportArguments {
  readonly chart: readonly string[];
  readonly format: "png" | "svg";
  readonly json?: boolean;
}

export async function report(folder: string, { chart, format, json }: ReportArguments): Promise<void> {
  if (format !== "png" && chart.length === 0) {
    throw new InputError(`--format ${format}: pages show PNG; name the charts to draw with --chart, or --chart all`);
  }
  const charts = chosen(await loadCharts(), chart);
  const summary = readSummary(folder);
  const names =
    chart.length > 0
      ? await drawCharts(folder, summary, charts, format)
      : await redrawReport(folder, summary, readIfThere(folder, "scenario.yaml"));
  const files = names.map((name) => join(folder, name));
  print(json ? JSON.stringify(files) : files.join("\n"));
}

function chosen(charts: readonly Chart[], wanted: readonly string[]): readonly Chart[] {
  if (wanted.includes("all")) return charts;
  const names = charts.map(({ name }) => name);
  for (const name of wanted) {
    if (!names.includes(name)) throw noSuch("chart", name, names);
  }
  return charts.filter(({ name }) => wanted.includes(name));
}
