/** `understudy run`: runs scenarios, prints what came out, and writes reports. */
import { basename, join } from "node:path";
import {
  InputError,
  parseReplay,
  runWithCheckpoints,
  type Executor,
  type ScenarioText,
} from "../../experiment/index.js";
import {
  markdownSummary,
  REPORT_FILES,
  ReplicationLists,
  terminalSummary,
  tryFolder,
  writeReport,
} from "../../report/index.js";
import type { Summary } from "../../result/index.js";
import { measureInfos } from "../../observe/index.js";
import { EXIT } from "../exit-status.js";
import { executorOf } from "../executor-option.js";
import { interruptible } from "../interruption.js";
import { addJobSummary, jobSummaryFile } from "../job-summary.js";
import { policiesOf, precisionGoal, readOptions } from "../options.js";
import { showProgress } from "../progress.js";
import { replayFiles } from "../replay-files.js";
import { expandFiles, filesBeside, loadScenario, STDIN, type LoadedScenario } from "../scenario-file.js";
import { readIfThere } from "../stored-report.js";
import { print, terminalOptions } from "../terminal.js";
import { type TraceOptions, writeTraces } from "../trace-files.js";
import { watching } from "../watching.js";
import type { PrecisionOptions, RunningOptions } from "../usage/shared-options.js";

interface RunArguments extends RunningOptions, PrecisionOptions, TraceOptions {
  readonly policy?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly everyEvent?: boolean;
  readonly jobSummary?: boolean;
  readonly watch?: boolean;
  readonly trace?: boolean;
}

export async function run(patterns: string[], options: RunArguments): Promise<void> {
  const files = expandFiles(patterns);
  if (options.jobSummary) jobSummaryFile();
  if (options.out !== undefined && files.length > 1) {
    throw new InputError("--out takes the report of one scenario; leave it out to get reports/<name> for each");
  }
  if (options.watch !== true) return runFiles(files, options);
  if (files.includes(STDIN)) throw new InputError("--watch: standard input does not change; name a file");
  await watching(files, (reads) => runFiles(files, options, reads));
}

/** @param reads hears of all files that belong to the scenarios */
async function runFiles(
  files: readonly string[],
  options: RunArguments,
  reads?: (files: readonly string[]) => void,
): Promise<void> {
  // All files are read before the first runs: a mistake in the last one is told at once.
  const loaded: LoadedScenario[] = [];
  for (const file of files) loaded.push(await loadScenario(file, readOptions(options)));
  reads?.(loaded.flatMap(({ source }) => filesBeside(source)));
  for (const each of loaded) policiesOf(each.scenario, options.policy, "first");
  refuseOneFolder(loaded, options);
  let allWell = true;
  await interruptible(async (signal) => {
    for (const each of loaded) await prepareReport(folderOf(each, options), each.source);
    const executor = await executorOf(options);
    try {
      for (const each of loaded) {
        allWell = (await runOne(each, options, executor, signal)) && allWell;
        if (signal.aborted) break;
      }
    } finally {
      await executor?.close();
    }
  });
  if (!allWell) process.exitCode ??= EXIT.failed;
}

/** Whoever copies a scenario and leaves its name would find one report where two were written. @throws InputError */
function refuseOneFolder(loaded: readonly LoadedScenario[], options: RunArguments): void {
  const files = new Map<string, string>();
  for (const each of loaded) {
    const folder = folderOf(each, options);
    const other = files.get(folder);
    if (other !== undefined) {
      throw new InputError(
        `${each.source.file}: is named ${each.scenario.name} as ${other} is, and its report would take the place of that one ` +
          `in ${folder}; give it a \`name\` of its own, or run it by itself with --out`,
      );
    }
    files.set(folder, each.source.file);
  }
}

function folderOf({ scenario }: LoadedScenario, { out }: RunArguments): string {
  return out ?? join("reports", basename(scenario.name));
}

/** Finds what is in the way of a report before anything is computed. @throws InputError, ReportFolderError */
async function prepareReport(folder: string, { text }: ScenarioText): Promise<void> {
  await tryFolder(folder, REPORT_FILES);
  const there = readIfThere(folder, "scenario.yaml");
  if (there === null || there === text || isCopy(folder, there)) return;
  throw new InputError(
    `${join(folder, "scenario.yaml")}: is a scenario of your own, in whose place the report would put a copy of another; ` +
      "name another folder with --out",
  );
}

/** Whether an earlier report has put it there. */
function isCopy(folder: string, text: string): boolean {
  const record = readIfThere(folder, "replay.json");
  if (record === null) return false;
  try {
    return parseReplay(record, "replay.json").source.text === text;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

/** Whether all is well. */
async function runOne(
  { source, scenario }: LoadedScenario,
  options: RunArguments,
  executor: Executor | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  const folder = folderOf({ source, scenario }, options);
  const policies = policiesOf(scenario, options.policy, "first");
  const keys = measureInfos(scenario.world).map(({ key }) => key);
  const lists = new ReplicationLists(folder, policies, keys);
  const { progress, clear } = showProgress(
    policies.length > 1 ? `runs under ${policies.length} policies` : "replications",
    options.progress,
  );
  try {
    const { summary, checkpoints } = await runWithCheckpoints(source, {
      policies,
      replications: options.replications,
      precision: precisionGoal(options),
      jobs: options.jobs,
      everyEvent: options.everyEvent,
      executor,
      signal,
      progress,
      replicated: (policy, replication) => lists.add(policy, replication),
    });
    clear();
    if (summary.policies.length === 0) {
      process.stderr.write(`No replication of ${scenario.name} was finished: there is nothing to write.\n`);
      return true;
    }
    const files = replayFiles(source, options.everyEvent === true, checkpoints);
    await writeReport(folder, summary, { lists, files, charts: options.charts });
    if (options.trace === true || options.traceOnly.length > 0) await writeTraces(source, summary, folder, options);
    if (options.json) print(JSON.stringify(summary));
    else print(terminalSummary(summary, { ...terminalOptions(), report: folder }));
    if (options.jobSummary) addJobSummary(markdownSummary(summary));
    return isWell(summary);
  } finally {
    clear();
    lists.discard();
  }
}

function isWell(summary: Summary): boolean {
  return summary.policies.every(
    ({ expectations, invariants }) =>
      expectations.every(({ holds }) => holds) && invariants.every(({ violations }) => violations === 0),
  );
}
