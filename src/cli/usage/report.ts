/** What `understudy report` takes. */
import { Command, Option } from "commander";
import { lazily } from "./lazily.js";
import { repeatable } from "./values.js";

const EXAMPLE = `
Examples:
  understudy report reports/web-crash
  understudy report reports/web-crash --chart recovery-time --format svg
  understudy report reports/web-crash --chart all --format svg
  understudy report reports/web-crash-sweep --chart shop.rto.mean

A folder of run, compare or sweep. The charts of a sweep are named as the
measures that they show; there is one of whatever was measured.
`;

export function reportCommand(): Command {
  return new Command("report")
    .description("draw charts and pages anew from results, without running")
    .argument("<folder>", "a folder that run, compare or sweep has written")
    .addOption(repeatable("--chart <chart>", "only this chart, or all", "charts, page and Markdown"))
    .addOption(
      new Option("--format <format>", "of the charts that --chart names").choices(["png", "svg"]).default("png"),
    )
    .option("--json", "print the names of the files written as JSON")
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/report.js")).report));
}
