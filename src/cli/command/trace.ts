/** `understudy trace`: reads a trace, from its beginning to its end, and prints what is asked for. */
import { once } from "node:events";
import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { InputError, noSuch } from "../../experiment/index.js";
import { isWanted } from "../../report/index.js";
import type { TraceEntry } from "../../result/index.js";
import { decodeDuration } from "../../scenario/index.js";
import { readSummary } from "../stored-report.js";
import { printError } from "../terminal.js";

interface TraceArguments {
  readonly actor: readonly string[];
  readonly kind: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

const DAY = 86_400e6;

export async function readTrace(given: string, { actor, kind, from, to, json }: TraceArguments): Promise<void> {
  const file = traceIn(given);
  const begin = beginOf(file);
  const filter = {
    ...{ kinds: kind, actors: actor },
    ...(from !== undefined && { from: instantOf("--from", from, begin) }),
    ...(to !== undefined && { to: instantOf("--to", to, begin) }),
  };
  if (filter.from !== undefined && filter.to !== undefined && filter.from > filter.to) {
    const later = to?.includes(":") === true ? `; of a later day it is written as 1d ${to.split(" ").at(-1)}` : "";
    throw new InputError(`--to ${to}: is before --from ${from}${later}`);
  }
  const names = new NamesSought(kind, actor);
  let isNothing = true;
  for await (const line of linesOf(file)) {
    const entry = entryOf(line, file);
    names.look(entry, line);
    if (filter.to !== undefined && entry.at > filter.to && names.areFound) break;
    if (!isWanted(entry, line, filter)) continue;
    isNothing = false;
    const text = json === true ? line : told(entry, begin);
    // A slow reader is waited for, so that nothing piles up.
    if (!process.stdout.write(`${text}\n`)) await once(process.stdout, "drain");
  }
  names.refuseMissing(file);
  if (isNothing) printError(`${file}: no entry is all that is asked for`);
}

/** The names that are asked for, as far as the trace has not spoken of them yet: what it never does is taken for a slip. */
class NamesSought {
  private readonly kinds: Set<string>;
  private readonly actors: Set<string>;
  private readonly kindsThere = new Set<string>();
  private readonly actorsThere = new Set<string>();

  constructor(kinds: readonly string[], actors: readonly string[]) {
    this.kinds = new Set(kinds);
    this.actors = new Set(actors);
  }

  get areFound(): boolean {
    return this.kinds.size === 0 && this.actors.size === 0;
  }

  look(entry: TraceEntry, line: string): void {
    if (this.areFound) return;
    this.kinds.delete(entry.kind);
    this.kindsThere.add(entry.kind);
    for (const name of this.actors) if (isWanted(entry, line, { actors: [name] })) this.actors.delete(name);
    const { host, relay, service, place } = entry as TraceEntry & Readonly<Record<string, unknown>>;
    for (const name of [host, relay, service, place]) if (typeof name === "string") this.actorsThere.add(name);
  }

  /** @throws InputError */
  refuseMissing(file: string): void {
    for (const kind of this.kinds) throw noSuch(`kind of entry in ${file}`, kind, [...this.kindsThere]);
    for (const actor of this.actors) {
      throw noSuch(`name in ${file}`, actor, [...this.actorsThere], "its entries without --actor");
    }
  }
}

/** The file that is named, or the only trace of the folder that is. @throws InputError */
function traceIn(given: string): string {
  const found = kindOf(given);
  if (found === "file") return given;
  if (found === null) {
    throw new InputError(`${given}: there is no such file; name the trace.jsonl that run --trace has written`);
  }
  const traces = readdirSync(given).filter((name) => /^trace(\..+)?\.jsonl(\.gz)?$/.test(name));
  const [only] = traces;
  if (only !== undefined && traces.length === 1) return join(given, only);
  throw new InputError(
    only === undefined
      ? `${given}: holds no trace.jsonl; run --trace writes one`
      : `${given}: holds several traces; name one of ${traces.map((name) => join(given, name)).join(", ")}`,
  );
}

/** Names that no file can have are those of none. */
function kindOf(name: string): "file" | "folder" | null {
  try {
    const found = statSync(name);
    return found.isFile() ? "file" : found.isDirectory() ? "folder" : null;
  } catch {
    return null;
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
  const isClock = clock !== undefined && Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
  if (isClock) {
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
