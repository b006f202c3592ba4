/** What `understudy fit` takes. */
import { Command } from "commander";
import { lazily } from "./lazily.js";

const EXAMPLE = `
Examples:
  understudy fit outages.csv
  understudy fit repairs.csv --unit h
  understudy fit outages.csv --charts pictures

A log of outages has a line for each with its begin and its end:
  2024-03-01 18:30, 2024-03-01 20:10
Instants without an offset are in UTC. Otherwise the file has columns of times,
as 45min or as numbers in the unit of --unit; of two the first are times from a
repair to the next failure, the second times to the repair. A heading and lines
that begin with # are left out. A scenario can also take a column as it is:
empirical(repairs.csv, h).
`;

export function fitCommand(): Command {
  return new Command("fit")
    .description("fit distributions to your own outages or repair times")
    .argument("<file>", "a CSV file")
    .option("--unit <unit>", "of numbers without one: s, min, h, d …")
    .option("--json", "print the fits as JSON")
    .option("--charts <folder>", "draw the times and what fits them into this folder")
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/fit.js")).fit));
}
