/** `--trace`: everything that happens in the first replication of each policy, beside the report. */
import { traceReplication, type ScenarioText } from "../experiment/index.js";
import { isWanted, openTrace, type TraceFormat } from "../report/index.js";
import { printError } from "./terminal.js";
import type { Summary } from "../result/index.js";

export interface TraceOptions {
  readonly traceFormat: TraceFormat;
  readonly traceGzip?: boolean;
  readonly traceOnly: readonly string[];
}

/** One trace for each policy; with a single one its name is not in that of the file. */
export async function writeTraces(
  source: ScenarioText,
  { policies, scenario }: Summary,
  folder: string,
  { traceFormat: format, traceGzip: gzip = false, traceOnly: wanted }: TraceOptions,
): Promise<void> {
  // A word is a kind of entry or the name of somebody: either is asked for.
  const missing = new Set(wanted);
  const filters = wanted.flatMap((word) => [
    { word, filter: { kinds: [word] } },
    { word, filter: { actors: [word] } },
  ]);
  for (const { policy } of policies) {
    const suffix = policies.length > 1 ? `.${policy.replaceAll("/", "-")}` : "";
    const trace = openTrace(folder, { format, gzip, suffix });
    try {
      await traceReplication(source, policy, 0, (entry) => {
        const line = filters.length === 0 ? "" : JSON.stringify(entry);
        const found = filters.filter(({ filter }) => isWanted(entry, line, filter));
        for (const { word } of found) missing.delete(word);
        if (filters.length === 0 || found.length > 0) trace.add(entry);
      });
      trace.finish(Math.round(scenario.durationSeconds * 1e6));
    } finally {
      trace.discard();
    }
  }
  for (const word of missing) {
    printError(
      `--trace-only ${word}: no entry is of that kind or speaks of it; \`understudy trace ${folder}\` reads what there is`,
    );
  }
}
