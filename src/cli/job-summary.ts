/** The summary page of a job of GitHub Actions, and of those that do as it does. */
import { appendFileSync } from "node:fs";
import { InputError } from "../experiment/index.js";

/** The file to which a job's summary is added. @throws InputError when there is none */
export function jobSummaryFile(): string {
  const file = process.env["GITHUB_STEP_SUMMARY"];
  if (file !== undefined && file !== "") return file;
  throw new InputError(
    "--job-summary: GITHUB_STEP_SUMMARY is not set; it names the file to which a job's summary is added",
  );
}

/** Appends Markdown to the job's page. @throws InputError when it cannot be written */
export function addJobSummary(markdown: string): void {
  const file = jobSummaryFile();
  try {
    appendFileSync(file, `${markdown.trimEnd()}\n\n`);
  } catch (error) {
    throw new InputError(
      `--job-summary: ${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
