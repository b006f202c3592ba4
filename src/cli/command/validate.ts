/** `understudy validate`: the simulator beside theory, figure by figure. */
import {
  chosenItems,
  executorFor,
  plantErrors,
  validate,
  validationItems,
  type ValidationItem,
  type ValidationOptions,
} from "../../experiment/index.js";
import {
  plantedMarkdown,
  plantedText,
  validationMarkdown,
  validationSummary,
  validationText,
} from "../../report/index.js";
import type { ValidationRow } from "../../result/index.js";
import { EXIT } from "../exit-status.js";
import { interruptible } from "../interruption.js";
import { print, terminalOptions } from "../terminal.js";

interface ValidateArguments {
  readonly quick?: boolean;
  readonly only: readonly string[];
  readonly planted?: number;
  readonly jobs: number;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** Of the errors that move a figure enough, so many must be found. */
const ENOUGH_FOUND = 0.85;

type Format = "text" | "json" | "markdown";

export async function run({ quick, only, planted, jobs, json, markdown }: ValidateArguments): Promise<void> {
  const items = chosenItems(validationItems, only);
  const format = json === true ? "json" : markdown === true ? "markdown" : "text";
  await interruptible(async (signal) => {
    const executor = await executorFor(jobs);
    const shared = { effort: quick === true ? "quick" : "whole", executor, signal } as const;
    try {
      const well = await (planted === undefined
        ? compare(items, shared, format)
        : plant(items, planted, shared, format));
      if (!well) process.exitCode ??= EXIT.failed;
    } finally {
      await executor.close();
    }
  });
}

/** @returns whether every interval covers theory */
async function compare(items: readonly ValidationItem[], shared: ValidationOptions, format: Format): Promise<boolean> {
  const look = terminalOptions();
  const told = (ofAnItem: readonly ValidationRow[]): void => {
    if (format === "text") print(validationText(ofAnItem, look));
  };
  const rows = await validate(items, { ...shared, told });
  const ends: Readonly<Record<Format, () => string>> = {
    text: () => validationSummary(rows, look),
    json: () => JSON.stringify(rows),
    markdown: () => validationMarkdown(rows),
  };
  print(ends[format]());
  return rows.every(({ agrees }) => agrees);
}

/** @returns whether enough of the errors were found of which that can be asked */
async function plant(
  items: readonly ValidationItem[],
  error: number,
  shared: ValidationOptions,
  format: Format,
): Promise<boolean> {
  const planted = await plantErrors(items, error, shared);
  const said: Readonly<Record<Format, () => string>> = {
    text: () => plantedText(planted, error),
    json: () => JSON.stringify(planted),
    markdown: () => plantedMarkdown(planted, error),
  };
  print(said[format]());
  const asked = planted.filter((each) => each.asked);
  return asked.filter(({ found }) => found).length >= ENOUGH_FOUND * asked.length;
}
