/** `understudy fit`: distributions of one's own outages or repair times, as a scenario takes them. */
import { join } from "node:path";
import { fitMeasured, InputError, readPlainFile, UnreadableFile, version } from "../../experiment/index.js";
import { fitPictures, fitText, writeFiles } from "../../report/index.js";
import { print, terminalOptions } from "../terminal.js";

interface FitArguments {
  readonly unit?: string;
  readonly json?: boolean;
  readonly charts?: string;
}

export async function fit(file: string, { unit, json, charts }: FitArguments): Promise<void> {
  const fitted = fitMeasured(textOf(file), file, unit);
  const drawn = charts === undefined ? [] : await writeFiles(charts, await fitPictures(fitted, version()));
  if (json) return print(JSON.stringify(fitted));
  print(fitText(fitted, terminalOptions()));
  for (const name of drawn) print(`Picture: ${join(charts!, name)}`);
}

function textOf(file: string): string {
  try {
    return readPlainFile(file);
  } catch (error) {
    throw error instanceof UnreadableFile ? new InputError(`${file}: ${error.message}`) : error;
  }
}
