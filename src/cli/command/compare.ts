/** `understudy compare`: policies against a baseline on the same seeds, with verdicts. */
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  comparePolicies,
  InputError,
  readPlainFile,
  storedArm,
  type ComparisonOptions,
  type StoredArm,
  UnreadableFile,
} from "../../experiment/index.js";
import {
  COMPARISON_CHART,
  comparisonFiles,
  comparisonMarkdown,
  comparisonText,
  formatNumberOf,
  tryFolder,
  writeFiles,
} from "../../report/index.js";
import type { Comparison } from "../../result/index.js";
import { EXIT } from "../exit-status.js";
import { executorOf } from "../executor-option.js";
import { interruptible } from "../interruption.js";
import { addJobSummary, jobSummaryFile } from "../job-summary.js";
import { marginsOf } from "../margin.js";
import { policiesOf, readOptions } from "../options.js";
import { showProgress } from "../progress.js";
import { loadScenario } from "../scenario-file.js";
import { print, printError, terminalOptions } from "../terminal.js";
import type { PrecisionOptions, RunningOptions } from "../usage/shared-options.js";

export type FailOn = "worse" | "not-better" | "expectation";

interface CompareArguments extends RunningOptions, PrecisionOptions {
  readonly policy?: string;
  readonly baseline?: string;
  readonly baselinePolicy?: string;
  /** As they are written. */
  readonly margin: readonly string[];
  readonly level: number;
  readonly failOn: readonly FailOn[];
  readonly out?: string;
  readonly json?: boolean;
  readonly jobSummary?: boolean;
}

export async function run(file: string, other: string | undefined, options: CompareArguments): Promise<void> {
  if (options.jobSummary) jobSummaryFile();
  if (other !== undefined && options.baseline !== undefined) {
    throw new InputError("--baseline and a second file are two baselines; name one");
  }
  const stored = options.baseline === undefined ? undefined : readBaseline(options.baseline, options.baselinePolicy);
  // Only equal seeds make pairs: a baseline brings its own along.
  const seed = options.seed ?? stored?.seed;
  const read = readOptions({ ...options, ...(seed === undefined ? {} : { seed }) });
  const first = await loadScenario(file, read);
  const second = other === undefined ? undefined : await loadScenario(other, read);
  const { source, scenario } = second ?? first;
  const margins = marginsOf(options.margin, scenario);
  const kept = stored?.policy.replicationsRun;
  if (kept !== undefined && (options.replications ?? 0) > kept) {
    printError(
      `The baseline has ${formatNumberOf(kept, "replication")}: no more are run, since they would have no pair`,
    );
  }
  const folder = options.out ?? join("reports", `${basename(scenario.name)}-compare`);
  await tryFolder(folder, ["comparison.png", "index.html", "compare.md", "junit.xml", "compare.json"]);
  const imprecise = (policy: string): void => {
    printError(`${policy}: not so precise after ${formatNumberOf(options.maxReplications, "replication")}`);
  };
  const { progress, clear } = showProgress("runs", options.progress);
  const comparison = await interruptible(async (signal) => {
    const executor = await executorOf(options);
    try {
      const { replications, jobs, level, precision: relative, maxReplications: maximum } = options;
      const precision = relative === undefined ? null : { relative, maximum };
      const baseline =
        stored ?? (second && { source: first.source, policy: policiesOf(first.scenario, options.policy, "first")[0]! });
      const policies = policiesOf(scenario, options.policy ?? nameLike(stored, scenario), second ? "first" : "all");
      const measures = options.measure.length === 0 ? undefined : options.measure;
      const chosen = {
        replications,
        jobs,
        level,
        margins,
        baseline,
        policies,
        measures,
        precision,
        imprecise,
      } satisfies ComparisonOptions;
      return await comparePolicies(source, { ...chosen, signal, executor, progress });
    } finally {
      clear();
      await executor?.close();
    }
  });
  if (comparison.policies.some(({ replicationsRun }) => replicationsRun === 0)) {
    printError(`No replication of ${scenario.name} was finished under every policy: there is nothing to write.`);
    return;
  }
  await writeFiles(folder, await comparisonFiles(comparison, options.charts), {
    before: async () => (options.charts ? undefined : rm(join(folder, COMPARISON_CHART), { force: true })),
  });
  if (options.json) print(JSON.stringify(comparison));
  else {
    const explained = `${other ?? file}${options.allowModules === true ? " --allow-modules" : ""}`;
    print(comparisonText(comparison, { ...terminalOptions(), report: folder, file: explained }));
  }
  if (options.jobSummary) addJobSummary(comparisonMarkdown(comparison));
  if (options.failOn.length > 0 && !hasDifferences(comparison)) {
    printError("--fail-on: nothing could be compared: no replication gave a value under both policies");
    process.exitCode ??= EXIT.failed;
  }
  if (fails(comparison, options.failOn)) process.exitCode ??= EXIT.failed;
}

function hasDifferences({ measures }: Comparison): boolean {
  return measures.some(({ differences }) => differences.some(({ pairs }) => pairs > 0));
}

/** With a stored baseline the policy of the same name is meant, when there is one. */
function nameLike(
  stored: StoredArm | undefined,
  { policies }: { readonly policies: readonly { readonly name: string }[] },
) {
  return policies.find(({ name }) => name === stored?.policy.policy)?.name;
}

function readBaseline(file: string, policy: string | undefined): StoredArm {
  let text: string;
  try {
    text = readPlainFile(file);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new InputError(
      `--baseline ${file}: cannot be read: ${error.message}; name the summary.json or compare.json of an earlier run`,
    );
  }
  return storedArm(text, file, policy);
}

/** Whether the exit status has to say that something failed. */
function fails({ policies, measures }: Comparison, failOn: readonly FailOn[]): boolean {
  const candidates = policies.slice(1);
  if (policies.some(({ invariants }) => invariants.some(({ violations }) => violations > 0))) return true;
  const verdicts = (label: string) =>
    measures.flatMap(({ differences }) =>
      differences.filter((each) => each.label === label).map((each) => each.verdict),
    );
  const reasons: Readonly<Record<FailOn, () => boolean>> = {
    worse: () => candidates.some(({ label }) => verdicts(label).includes("worse")),
    "not-better": () =>
      candidates.some(({ label }) => verdicts(label).includes("worse") || !verdicts(label).includes("better")),
    expectation: () => candidates.some(({ expectations }) => expectations.some(({ holds }) => !holds)),
  };
  return failOn.some((reason) => reasons[reason]());
}
