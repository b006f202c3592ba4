/** `understudy replay`: runs again what a report says and confirms that digests and values agree. */
import { join } from "node:path";
import {
  executorFor,
  InputError,
  parseReplay,
  replay,
  version,
  type ReplayDifference,
  type ReplayedValue,
  type ReplayRecord,
} from "../../experiment/index.js";
import { formatCount, formatNumberOf } from "../../report/index.js";
import { EXIT } from "../exit-status.js";
import { interruptible } from "../interruption.js";
import { readStored, readSummary } from "../stored-report.js";
import { print } from "../terminal.js";

interface ReplayArguments {
  readonly jobs: number;
  readonly allowModules?: boolean;
  readonly json?: boolean;
}

export async function replayFolder(folder: string, { jobs, allowModules, json }: ReplayArguments): Promise<void> {
  const record = parseReplay(readStored(folder, "replay.json"), join(folder, "replay.json"));
  const summary = readSummary(folder);
  if (Object.keys(record.source.modules).length > 0 && allowModules !== true) {
    throw new InputError(`${folder}: its policies are code. If you trust it, add --allow-modules.`);
  }
  const outcome = await interruptible(async (signal) => {
    const executor = await executorFor(jobs);
    try {
      return await replay(record, summary, executor, signal);
    } finally {
      await executor.close();
    }
  });
  const { difference, altered, replications } = outcome;
  if (json) print(JSON.stringify(outcome));
  else if (difference !== null) print(describe(record, difference).join("\n"));
  else if (altered !== null) print(describeValue(record, altered).join("\n"));
  else print(`${formatNumberOf(replications, "replication")} repeated, all digests and values agree.`);
  if (difference !== null || altered !== null) process.exitCode ??= EXIT.failed;
}

function describeValue(record: ReplayRecord, { path, stored, found }: ReplayedValue): readonly string[] {
  return [
    "The digests agree, and yet summary.json is not what the run gives.",
    `First difference, at ${path}:`,
    `  report  ${stored}`,
    `  now     ${found}`,
    ...ofOtherVersion(record),
  ];
}

function ofOtherVersion(record: ReplayRecord): readonly string[] {
  return record.version === version()
    ? []
    : [`The report is of version ${record.version}, this is ${version()}: versions may differ in behaviour.`];
}

function describe(record: ReplayRecord, difference: ReplayDifference): readonly string[] {
  const { policy, replication, stored, found, events, chronicle } = difference;
  return [
    `Replication ${replication} of ${policy} is not what the report says.`,
    `  behaviour  ${stored.behaviour} in the report, ${found.behaviour} now`,
    `  schedule   ${stored.schedule} in the report, ${found.schedule} now`,
    ...reasons(record, difference),
    ...(chronicle === null
      ? []
      : ["First difference in the chronicle:", `  report  ${chronicle.stored}`, `  now     ${chronicle.found}`]),
    whereItBegins(difference),
    ...events.map(
      ({ number, atMicros, handler, argument }) =>
        `  event ${formatCount(number)} at ${atMicros / 1e6} s: ${handler}(${argument})`,
    ),
  ];
}

function reasons(record: ReplayRecord, { repeatable }: ReplayDifference): readonly string[] {
  return [
    ...(repeatable
      ? []
      : ["Repeated once more it differs again: something in it, such as a policy in code, is not deterministic."]),
    ...ofOtherVersion(record),
  ];
}

function whereItBegins(difference: ReplayDifference): string {
  const { stored, found, repeatable, sameEvents, sameUntilSeconds, differsWithin } = difference;
  if (stored.schedule === found.schedule) return "The same events were executed; what they did differs.";
  if (!repeatable && differsWithin !== null) {
    return `Two repetitions agree up to ${sameUntilSeconds} s; their first difference is event ${formatCount(differsWithin)}:`;
  }
  const same =
    sameEvents === 0
      ? "The first events"
      : `The first ${formatCount(sameEvents)} events (up to ${sameUntilSeconds} s) agree. Those that follow`;
  const bound =
    differsWithin === null ? "" : `; the first that differs is at most number ${formatCount(differsWithin)}`;
  return `${same}, as they are now${bound}:`;
}
