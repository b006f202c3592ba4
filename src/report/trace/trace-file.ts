/** `trace.jsonl` and the file for trace viewers: every entry of a run, written while it runs. */
import { join } from "node:path";
import type { TraceEntry } from "../../result/index.js";
import { ChromeTrace } from "./chrome-trace.js";
import { ChunkedFile } from "./chunked-file.js";

/** `jsonl`: one JSON object a line. `chrome`: Trace Event Format, which trace viewers of browsers open. */
export type TraceFormat = "jsonl" | "chrome";

export interface TraceFile {
  readonly name: string;
  add(entry: TraceEntry): void;
  /** @param at end of the run, in microseconds */
  finish(at: number): void;
  discard(): void;
}

export interface TraceForm {
  readonly format: TraceFormat;
  /** A tenth of the size; what reads traces reads it too. */
  readonly gzip?: boolean;
  /** Tells several traces of one folder apart: `.split-mirror`, or empty. */
  readonly suffix?: string;
}

/**
 * The name must not end in `.chrome.json`: viewers take that for a profile of a processor.
 */
export function openTrace(folder: string, { format, gzip = false, suffix = "" }: TraceForm): TraceFile {
  const plain = format === "jsonl" ? `trace${suffix}.jsonl` : `trace${suffix}.events.json`;
  const name = gzip ? `${plain}.gz` : plain;
  const file = new ChunkedFile(join(folder, name), gzip);
  if (format === "jsonl") {
    return {
      name,
      add: (entry) => file.write(`${JSON.stringify(entry)}\n`),
      finish: () => file.finish(),
      discard: () => file.discard(),
    };
  }
  const trace = new ChromeTrace((text) => file.write(text));
  return {
    name,
    add: (entry) => trace.add(entry),
    finish: (at) => {
      trace.finish(at);
      file.finish();
    },
    discard: () => file.discard(),
  };
}
