/** `understudy report`: draws charts and pages anew from results, without running. */
import { join } from "node:path";
import { Command, Option } from "commander";
import { InputError, noSuch } from "../../experiment/index.js";
import { drawCharts, loadCharts, redrawReport, type Chart } from "../../report/index.js";
import { collect } from "../options.js";
import { readIfThere, readSummary } from "../stored-report.js";
import { print } from "../terminal.js";

interface ReportArguments {
  readonly chart: readonly string[];
  readonly format: "png" | "svg";
  readonly json?: boolean;
}

const EXAMPLE = `
Examples:
  understudy report reports/web-crash
  understudy report reports/web-crash --chart recovery-time --format svg
  understudy report reports/web-crash --chart all --format svg
`;

export function reportCommand(): Command {
  return new Command("report")
    .description("draw charts and pages anew from results, without running")
    .argument("<folder>", "a report folder")
    .option(
      "--chart <name>",
      "only this chart, or all; may be repeated (default: charts, page and Markdown)",
      collect,
      [],
    )
    .addOption(
      new Option("--format <format>", "of the charts that --chart names").choices(["png", "svg"]).default("png"),
    )
    .option("--json", "print the names of the files written as JSON")
    .addHelpText("after", EXAMPLE)
    .action(report);
}

async function report(folder: string, { chart, format, json }: ReportArguments): Promise<void> {
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
