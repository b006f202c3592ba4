/** `understudy compare`: policies against a baseline on the same seeds, with verdicts. */
import { basename, join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import {
  comparePolicies,
  DEFAULT_REPLICATIONS,
  InputError,
  readPlainFile,
  storedArm,
  type ComparisonOptions,
  type Margin,
  type StoredArm,
  UnreadableFile,
} from "../../experiment/index.js";
import { comparisonFiles, comparisonMarkdown, comparisonText, tryFolder, writeFiles } from "../../report/index.js";
import type { Comparison } from "../../result/index.js";
import { decodeDuration } from "../../scenario/index.js";
import { EXIT } from "../exit-status.js";
import { executorOf } from "../executor-option.js";
import { interruptible } from "../interruption.js";
import { addJobSummary, jobSummaryFile } from "../job-summary.js";
import { addRunningOptions, collect, policiesOf, readOptions, share, type RunningOptions } from "../options.js";
import { showProgress } from "../progress.js";
import { loadScenario } from "../scenario-file.js";
import { print, printError, terminalOptions } from "../terminal.js";

type FailOn = "worse" | "not-better" | "expectation";

interface CompareArguments extends RunningOptions {
  readonly policy?: string;
  readonly baseline?: string;
  readonly baselinePolicy?: string;
  readonly measure: readonly string[];
  readonly margin: readonly Margin[];
  readonly level: number;
  readonly failOn: readonly FailOn[];
  readonly out?: string;
  readonly json?: boolean;
  readonly jobSummary?: boolean;
}

const FAIL_ON: readonly FailOn[] = ["worse", "not-better", "expectation"];

const EXAMPLE = `
Examples:
  understudy compare scenarios/web-crash.yaml
  understudy compare scenarios/web-crash.yaml --policy by-hand,split-mirror
  understudy compare new.yaml --baseline old/summary.json --fail-on worse
  understudy compare old.yaml new.yaml --policy split-mirror

Of several policies the first is what the others are compared with. Two files,
or a file and a stored baseline, may differ in policies and expectations alone.
Exit status: 0 well, 1 what --fail-on names happened or an invariant was
violated, 2 wrong input, 130 interrupted.
`;

export function compareCommand(): Command {
  const command = new Command("compare")
    .description("compare policies on the same seeds: differences, intervals, verdicts")
    .argument("<file>", "a scenario file")
    .argument("[other]", "another one, compared with the first")
    .option("--policy <names>", "policies with commas, or all (default: all; of two files the first)")
    .option("--baseline <file>", "compare with the summary.json or compare.json of an earlier run")
    .option("--baseline-policy <name>", "which of its policies (default: the first)")
    .option("--measure <key>", "shop.availability, or availability for every service; may be repeated", collect, [])
    .option("--margin <size>", "differences that do not matter (default: 1% of the baseline): 5%, or shop.rto.mean=10s; may be repeated", margin, [])
    .addOption(
      new Option("--level <share>", "confidence level of all comparisons together").argParser(share).default(0.95),
    )
    .option("--fail-on <what>", `${FAIL_ON.join(", ")}; may be repeated`, failOn, []);
  return addRunningOptions(command, String(DEFAULT_REPLICATIONS))
    .option("--out <folder>", "write the report there (default: reports/<name>-compare)")
    .option("--json", "print compare.json instead of the table")
    .option("--job-summary", "add the comparison as Markdown to the file that GITHUB_STEP_SUMMARY names")
    .addHelpText("after", EXAMPLE)
    .action(run);
}

async function run(file: string, other: string | undefined, options: CompareArguments): Promise<void> {
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
  const folder = options.out ?? join("reports", `${basename(scenario.name)}-compare`);
  await tryFolder(folder, ["comparison.png", "index.html", "compare.md", "junit.xml", "compare.json"]);
  const { progress, clear } = showProgress("replications", options.progress);
  const comparison = await interruptible(async (signal) => {
    const executor = await executorOf(options);
    try {
      const { replications, jobs, level, margin: margins } = options;
      const baseline =
        stored ?? (second && { source: first.source, policy: policiesOf(first.scenario, options.policy, "first")[0]! });
      const policies = policiesOf(scenario, options.policy ?? nameLike(stored, scenario), second ? "first" : "all");
      const measures = options.measure.length === 0 ? undefined : options.measure;
      const chosen = { replications, jobs, level, margins, baseline, policies, measures } satisfies ComparisonOptions;
      return await comparePolicies(source, { ...chosen, signal, executor, progress });
    } finally {
      clear();
      await executor?.close();
    }
  });
  await writeFiles(folder, await comparisonFiles(comparison));
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

function failOn(text: string, before: readonly FailOn[]): readonly FailOn[] {
  const found = FAIL_ON.find((each) => each === text);
  if (found === undefined) throw new InvalidArgumentError(`It is one of ${FAIL_ON.join(", ")}.`);
  return [...before, found];
}

/** `5%` of the baseline for all, `rto.mean=10s` or `availability=0.01%` in the unit of one. */
function margin(text: string, before: readonly Margin[]): readonly Margin[] {
  const [, measure, size] = /^(?:([^=]+)=)?(.+)$/.exec(text) ?? [];
  const [, percent] = /^(\d+(?:\.\d+)?)%$/.exec(size ?? "") ?? [];
  if (measure === undefined && percent !== undefined) {
    return [...before, { size: Number(percent) / 100, relative: true }];
  }
  const plain = percent === undefined ? Number(size) : Number(percent) / 100;
  const duration = decodeDuration(size ?? "");
  const value = Number.isFinite(plain) ? plain : typeof duration === "number" ? duration / 1e6 : NaN;
  if (measure === undefined || !(value >= 0)) {
    throw new InvalidArgumentError("Write a share of the baseline as 5%, or a measure and a size as rto.mean=10s.");
  }
  return [...before, { measure, size: value, relative: false }];
}
