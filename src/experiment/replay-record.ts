/** `replay.json`: what a report keeps so that its run can be repeated and compared, event by event if need be. */
import { RESULT_VERSION, sayFormatVersion, shape, type Summary } from "../result/index.js";
import type { Checkpoint } from "../sim/index.js";
import { fromSeconds } from "../units/index.js";
import { InputError } from "./input-error.js";
import { decodeText, type ScenarioText } from "./scenario-text.js";
import { version } from "./version.js";

/** What it takes to repeat the replications of a report, and to see whether they come out the same. */
export interface ReplayRecord {
  /** Of the program that ran. */
  readonly version: string;
  readonly source: ScenarioText;
  readonly everyEvent: boolean;
  /** Schedule digests of each policy's first replication from time to time. */
  readonly checkpoints: Readonly<Record<string, readonly Checkpoint[]>>;
}

const FORMAT = "understudy-replay";

/** The text of `replay.json`, which `parseReplay` reads. */
export function serialiseReplay(record: Omit<ReplayRecord, "version">): string {
  return `${JSON.stringify({ format: FORMAT, formatVersion: RESULT_VERSION, version: version(), ...record })}\n`;
}

const { count, flag, listOf, mapOf, number, object, orNull, text } = shape;

/** Modules are code, which `--allow-modules` speaks of; here they are texts like the files. */
const record: shape.Shape<ReplayRecord> = object({
  version: text,
  source: object({
    file: text,
    text,
    files: mapOf(text),
    modules: mapOf(text),
    settings: listOf(object({ path: text, value: text })),
    seed: orNull(text),
    duration: orNull(duration),
  }),
  everyEvent: flag,
  checkpoints: mapOf(listOf(object({ executed: count, now: number, digest: text }))),
});

function duration(value: unknown, path: string): number {
  const micros = count(value, path);
  if (micros === 0) throw new shape.WrongShape(path, "a duration above zero", value);
  return micros;
}

/**
 * Reads a stored `replay.json`.
 * @param file only named in messages
 * @throws InputError when the text is no such record, of another format version, or damaged
 */
export function parseReplay(written: string, file: string): ReplayRecord {
  let value: { readonly format?: unknown; readonly formatVersion?: unknown } | null;
  try {
    value = JSON.parse(written) as typeof value;
  } catch {
    throw new InputError(`${file}: is not JSON; it was written by another program or damaged`);
  }
  if (value?.format !== FORMAT) throw new InputError(`${file}: is not the replay.json of a report`);
  if (value.formatVersion !== RESULT_VERSION) {
    throw new InputError(`${file}: ${sayFormatVersion(value.formatVersion)}, this program reads ${RESULT_VERSION}`);
  }
  try {
    return record(value, "");
  } catch (error) {
    if (error instanceof shape.WrongShape) throw new InputError(`${file}: ${error.message}; the file is damaged`);
    throw error;
  }
}

/**
 * Policies and duration of what is repeated have to be those that the summary speaks of: anything else that differs is
 * found by running. @throws InputError when they are not
 */
export function checkOneRun({ source }: ReplayRecord, { scenario: told, policies }: Summary): void {
  const { scenario } = decodeText(source);
  const names = scenario.policies.map(({ name }) => name);
  const stranger = policies.find(({ policy }) => !names.includes(policy));
  if (stranger !== undefined) throw ofTwoRuns(`there is no policy ${stranger.policy} in its scenario`);
  if (scenario.duration !== fromSeconds(told.durationSeconds)) throw ofTwoRuns("their durations differ");
}

function ofTwoRuns(why: string): InputError {
  return new InputError(`replay.json and summary.json are not of one run: ${why}`);
}
