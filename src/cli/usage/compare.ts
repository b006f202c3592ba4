/** What `understudy compare` takes. */
import { Command, InvalidArgumentError, Option } from "commander";
import type { FailOn } from "../command/compare.js";
import { lazily } from "./lazily.js";
import { addPrecisionOptions, addRunningOptions } from "./shared-options.js";
import { repeatable, share } from "./values.js";

const FAIL_ON: readonly FailOn[] = ["worse", "not-better", "expectation"];

const EXAMPLE = `
Examples:
  understudy compare scenarios/web-crash.yaml
  understudy compare scenarios/web-crash.yaml --policy by-hand,split-mirror
  understudy compare new.yaml --baseline old/summary.json --fail-on worse
  understudy compare old.yaml new.yaml --policy split-mirror --precision 5%

Of several policies the first is what the others are compared with. Two files,
or a file and a stored baseline, may differ in policies and expectations alone.
Exit status: 0 well, 1 what --fail-on names happened or an invariant was
violated, 2 wrong input, 130 interrupted.
`;

export function compareCommand(): Command {
  const command = new Command("compare")
    .description("compare policies on the same seeds: differences, intervals, verdicts")
    .argument("<file>", "a scenario file, or - for standard input")
    .argument("[other]", "another one, compared with the first")
    .option("--policy <policies>", "policies with commas, or all (default: all; of two files the first)")
    .option("--baseline <file>", "compare with the summary.json or compare.json of an earlier run")
    .option("--baseline-policy <name>", "which of its policies (default: the first)")
    .addOption(
      repeatable(
        "--margin <size>",
        "differences that do not matter: 5% of the baseline, or of one measure, as shop.rto.mean=5% or =10s; of a share percentage points, as availability=0.01%",
        "1% of the baseline",
      ),
    )
    .addOption(
      new Option("--level <share>", "confidence level of all comparisons together").argParser(share).default(0.95),
    )
    .addOption(
      new Option("--fail-on <what>", "what exit status 1 is for, beside a violated invariant; may be repeated")
        .choices(FAIL_ON)
        .argParser(failOn)
        .default([], "nothing else"),
    );
  addRunningOptions(command, "30, or as many as the baseline has");
  return addPrecisionOptions(
    command,
    "what is compared: shop.availability, or availability for every service",
    "the headlines and what is expected",
  )
    .option("--out <folder>", "write the report there (default: reports/<name>-compare)")
    .option("--json", "print compare.json instead of the table")
    .option("--job-summary", "add the comparison as Markdown to the file that GITHUB_STEP_SUMMARY names")
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/compare.js")).run));
}

function failOn(text: string, before: readonly FailOn[]): readonly FailOn[] {
  const found = FAIL_ON.find((each) => each === text);
  if (found === undefined) throw new InvalidArgumentError(`It is one of ${FAIL_ON.join(", ")}.`);
  return [...before, found];
}
