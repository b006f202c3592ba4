/** `replay.json`: what a report keeps so that its run can be repeated and compared, event by event if need be. */
import { RESULT_VERSION } from "../result/index.js";
import type { Checkpoint } from "../sim/index.js";
import { InputError } from "./input-error.js";
import type { ScenarioText } from "./scenario-text.js";
import { version } from "./version.js";

export interface ReplayRecord {
  /** Of the program that ran. */
  readonly version: string;
  readonly source: ScenarioText;
  readonly everyEvent: boolean;
  /** Schedule digests of each policy's first replication from time to time. */
  readonly checkpoints: Readonly<Record<string, readonly Checkpoint[]>>;
}

const FORMAT = "understudy-replay";

export function serialiseReplay(record: Omit<ReplayRecord, "version">): string {
  return `${JSON.stringify({ format: FORMAT, formatVersion: RESULT_VERSION, version: version(), ...record })}\n`;
}

/** @throws InputError when the text is no such record, or of another format version */
export function parseReplay(text: string, file: string): ReplayRecord {
  let value: Partial<ReplayRecord> & { readonly format?: unknown; readonly formatVersion?: unknown };
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    throw new InputError(`${file}: is not JSON; it was written by another program or damaged`);
  }
  if (value?.format !== FORMAT) throw new InputError(`${file}: is not the replay.json of a report`);
  if (value.formatVersion !== RESULT_VERSION) {
    throw new InputError(
      `${file}: has format version ${String(value.formatVersion)}, this program reads ${RESULT_VERSION}`,
    );
  }
  return value as ReplayRecord;
}
