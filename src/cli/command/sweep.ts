/** `understudy sweep`: a parameter study over a grid, resumable. */
import { basename, join } from "node:path";
import { folderJournal, InputError, sweep } from "../../experiment/index.js";
import { removeRemains, sweepText, SWEEP_FILES, tryFolder, writeSweep } from "../../report/index.js";
import type { SweepParameter } from "../../result/index.js";
import { EXIT } from "../exit-status.js";
import { executorOf } from "../executor-option.js";
import { interruptible } from "../interruption.js";
import { policiesOf, readOptions } from "../options.js";
import { showProgress } from "../progress.js";
import { loadScenario } from "../scenario-file.js";
import { readSweep } from "../stored-report.js";
import { print, terminalOptions } from "../terminal.js";
import type { RunningOptions } from "../usage/shared-options.js";

interface SweepArguments extends RunningOptions {
  readonly set: readonly string[];
  readonly policy?: string;
  readonly measure: readonly string[];
  readonly out?: string;
  readonly json?: boolean;
}

export async function run(file: string, options: SweepArguments): Promise<void> {
  const parameters = options.set.map(parameterOf);
  const paths = parameters.map(({ path }) => path);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw new InputError(`--set ${twice}: is given twice; name all its values at once`);
  const { source, scenario } = await loadScenario(file, readOptions(options));
  const policies = policiesOf(scenario, options.policy, "first");
  const folder = options.out ?? join("reports", `${basename(scenario.name)}-sweep`);
  await tryFolder(folder, SWEEP_FILES);
  refuseOther(folder, scenario.name, parameters);
  const points = join(folder, "points");
  const journal = folderJournal(points);
  await removeRemains(points);
  const { progress, clear } = showProgress("points", options.progress);
  await interruptible(async (signal) => {
    const executor = await executorOf(options);
    try {
      const { replications, jobs } = options;
      const found = await sweep(source, {
        ...{ parameters, measures: options.measure, policies, replications, jobs, signal, executor, journal, progress },
      });
      clear();
      if (found.points.length > 0) await writeSweep(folder, found, options.charts);
      if (!found.partial) journal.forgetOthers();
      if (options.json) print(JSON.stringify(found));
      else print(sweepText(found, { ...terminalOptions(), report: folder }));
      const failed = found.points.some((point) => point.policies.some((policy) => policy.violatedInvariants > 0));
      if (failed) process.exitCode ??= EXIT.failed;
    } finally {
      clear();
      await executor?.close();
    }
  });
}

/**
 * A study whose points this one does not have would be lost. The same one goes on, with further values too.
 * @throws InputError
 */
function refuseOther(folder: string, name: string, parameters: readonly SweepParameter[]): void {
  const before = readSweep(folder);
  if (before === null) return;
  const valuesOf = (path: string): readonly string[] => parameters.find((each) => each.path === path)?.values ?? [];
  const isThis =
    before.scenario.name === name &&
    before.parameters.length === parameters.length &&
    before.parameters.every(({ path, values }) => values.every((value) => valuesOf(path).includes(value)));
  if (isThis) return;
  const grid = before.parameters.map(({ path, values }) => `${path}=${values.join(",")}`).join(" and ");
  throw new InputError(
    `${folder}: holds a study of ${before.scenario.name} over ${grid}, in whose place this one would be put; ` +
      "name another folder with --out, or remove that one",
  );
}

/** `path=a,b,c`; a comma within brackets or quotes parts nothing. */
function parameterOf(text: string): SweepParameter {
  const [, path, values] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (path === undefined || values === undefined) {
    throw new InputError(`--set ${text}: write a path, an equals sign and values, as hosts.web-1.flush=1s,5s`);
  }
  const parts = partAtCommas(values).map((part) => part.trim());
  if (parts.some((part) => part === "")) throw new InputError(`--set ${text}: one of its values is empty`);
  return { path: path.trim(), values: [...new Set(parts)] };
}

function partAtCommas(text: string): readonly string[] {
  const parts = [""];
  let depth = 0;
  let quote = "";
  for (const character of text) {
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if ("([{".includes(character)) depth += 1;
    else if (")]}".includes(character)) depth -= 1;
    if (character === "," && depth === 0 && quote === "") parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}
