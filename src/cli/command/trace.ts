/** `understudy trace`: reads a trace, from its beginning to its end, and prints what is asked for. */
import { once } from "node:events";
import { createReadStream, existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { InputError } from "../../experiment/index.js";
import { isWanted } from "../../report/index.js";
import type { TraceEntry } from "../../result/index.js";
import { decodeDuration } from "../../scenario/index.js";
import { readSummary } from "../stored-report.js";

interface TraceArguments {
  readonly actor: readonly string[];
  readonly kind: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

const DAY = 86_400e6;

export async function readTrace(file: string, { actor, kind, from, to, json }: TraceArguments): Promise<void> {
  if (!isFile(file)) {
    throw new InputError(`${file}: there is no such file; name the trace.jsonl that run --trace has written`);
  }
  const begin = beginOf(file);
  const filter = {
    ...{ kinds: kind, actors: actor },
    ...(from !== undefined && { from: instantOf("--from", from, begin) }),
    ...(to !== undefined && { to: instantOf("--to", to, begin) }),
  };
  for await (const line of linesOf(file)) {
    const entry = entryOf(line, file);
    if (filter.to !== undefined && entry.at > filter.to) return;
    if (!isWanted(entry, line, filter)) continue;
    const text = json === true ? line : told(entry, begin);
    // A slow reader is waited for, so that nothing piles up.
    if (!process.stdout.write(`${text}\n`)) await once(process.stdout, "drain");
  }
}

/** Names that no file can have are those of none. */
function isFile(name: string): boolean {
  try {
    return statSync(name).isFile();
  } catch {
    return false;
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  const text = file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  try {
    for await (const line of createInterface({ input: text, crlfDelay: Infinity })) if (line !== "") yield line;
  } catch (error) {
    throw new InputError(`${file}: cannot be read: ${(error as Error).message}`);
  } finally {
    bytes.destroy();
  }
}

function entryOf(line: string, file: string): TraceEntry {
  try {
    const entry = JSON.parse(line) as Partial<TraceEntry> | null;
    if (typeof entry?.at === "number" && typeof entry.kind === "string") return entry as TraceEntry;
  } catch {
    // Told below.
  }
  throw new InputError(`${file}: is no trace of the format jsonl; run --trace writes one`);
}

/** Time of day at which the run begins, in microseconds: midnight where nothing else is known. */
function beginOf(file: string): number {
  const folder = dirname(file);
  const start = existsSync(join(folder, "summary.json")) ? readSummary(folder).scenario.start : null;
  return start === null ? 0 : (Date.parse(start) * 1000) % DAY;
}

/** Microseconds since the beginning. @throws InputError */
function instantOf(option: string, text: string, begin: number): number {
  const [clock, days, hours, minutes, seconds = "0"] = /^(?:(\d+)d )?(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  if (clock !== undefined) {
    const at = Number(days ?? 0) * DAY + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1e6 - begin;
    return at < 0 && days === undefined ? at + DAY : at;
  }
  const duration = decodeDuration(text);
  if (typeof duration === "number") return duration;
  throw new InputError(`${option} ${text}: write a time of the run as 18:25 or 3d 18:25, or a duration as 6h30m`);
}

/** `0d 18:30:10.000200  HostStageChanged  host=web-1 to=off` */
function told({ at, kind, ...fields }: TraceEntry, begin: number): string {
  const instant = at + begin;
  const rest = instant % DAY;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const clock = [two(rest / 3600e6), two((rest / 60e6) % 60), two((rest / 1e6) % 60)].join(":");
  const time = `${Math.floor(instant / DAY)}d ${clock}.${String(rest % 1e6).padStart(6, "0")}`;
  const said = Object.entries(fields).map(
    ([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  return `${time}  ${kind.padEnd(20)} ${said.join(" ")}`;
}
