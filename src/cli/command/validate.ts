/** `understudy validate`: the simulator beside theory, figure by figure. */
import {
  chosenItems,
  executorFor,
  plantErrors,
  validate,
  validationItems,
  type Executor,
  type ValidationItem,
} from "../../experiment/index.js";
import { plantedText, validationSummary, validationText } from "../../report/index.js";
import type { PlantedError } from "../../result/index.js";
import { EXIT } from "../exit-status.js";
import { interruptible } from "../interruption.js";
import { print, terminalOptions } from "../terminal.js";

interface ValidateArguments {
  readonly quick?: boolean;
  readonly only: readonly string[];
  readonly planted?: number;
  readonly jobs: number;
  readonly json?: boolean;
}

/** Of the errors that move a figure enough, so many must be found. */
const ENOUGH_FOUND = 0.85;

export async function run({ quick, only, planted, jobs, json }: ValidateArguments): Promise<void> {
  const items = chosenItems(validationItems, only);
  await interruptible(async (signal) => {
    const executor = await executorFor(jobs);
    const effort = quick === true ? "quick" : "whole";
    try {
      const shared = { effort, executor, signal } as const;
      const well =
        planted === undefined
          ? await compare(items, shared, json === true)
          : await plant(items, planted, shared, json === true);
      if (!well) process.exitCode ??= EXIT.failed;
    } finally {
      await executor.close();
    }
  });
}

interface Shared {
  readonly effort: "quick" | "whole";
  readonly executor: Executor;
  readonly signal: AbortSignal;
}

/** @returns whether every interval covers theory */
async function compare(items: readonly ValidationItem[], shared: Shared, json: boolean): Promise<boolean> {
  const look = terminalOptions();
  const rows = await validate(items, {
    ...shared,
    told: (ofAnItem) => {
      if (!json) print(validationText(ofAnItem, look));
    },
  });
  print(json ? JSON.stringify(rows) : validationSummary(rows, look));
  return rows.every(({ agrees }) => agrees);
}

/** @returns whether enough of the errors were found of which that can be asked */
async function plant(items: readonly ValidationItem[], error: number, shared: Shared, json: boolean): Promise<boolean> {
  const planted = await plantErrors(items, error, shared);
  print(json ? JSON.stringify(planted) : plantedText(planted, error));
  return shareFound(planted) >= ENOUGH_FOUND;
}

function shareFound(planted: readonly PlantedError[]): number {
  const asked = planted.filter((each) => each.asked);
  return asked.length === 0 ? 1 : asked.filter(({ found }) => found).length / asked.length;
}
