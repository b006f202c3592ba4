/** `understudy fit`: distributions of one's own outages or repair times, as a scenario takes them. */
import { fitMeasured, InputError, readPlainFile, UnreadableFile } from "../../experiment/index.js";
import { fitText } from "../../report/index.js";
import { print, terminalOptions } from "../terminal.js";

interface FitArguments {
  readonly unit?: string;
  readonly json?: boolean;
}

export function fit(file: string, { unit, json }: FitArguments): void {
  const fitted = fitMeasured(textOf(file), file, unit);
  print(json ? JSON.stringify(fitted) : fitText(fitted, terminalOptions()));
}

function textOf(file: string): string {
  try {
    return readPlainFile(file);
  } catch (error) {
    throw error instanceof UnreadableFile ? new InputError(`${file}: ${error.message}`) : error;
  }
}
