/** Stored results that somebody changed, through their decoders: thousands in the time of a few commands. */
import { InputError, parseReplay, storedArm } from "../../src/experiment/index.js";
import { markdownSummary, terminalSummary } from "../../src/report/index.js";
import { decodeSummary, SummaryError } from "../../src/result/index.js";
import { pick, streamOf } from "../fuzz/chance.js";
import { changeJson } from "../fuzz/json-changes.js";
import { reportFiles } from "../fuzz/report-folder.js";
import type { Hunt } from "../hunt.js";

const PLAIN = { colour: false, ascii: false, report: "o" };

/** What is made of a stored file, by its path. */
const READERS: Readonly<Record<string, (text: string) => void>> = {
  "o/replay.json": (text) => parseReplay(text, "replay.json"),
  "o/summary.json": (text) => {
    storedArm(text, "summary.json", undefined);
    const summary = decodeSummary(text, "summary.json");
    markdownSummary(summary);
    terminalSummary(summary, PLAIN);
  },
  // Nothing draws a stored comparison: it is a baseline.
  "c/compare.json": (text) => storedArm(text, "compare.json", undefined),
};

export interface ChangedResult {
  readonly path: string;
  readonly text: string;
}

export const hostileResults: Hunt<ChangedResult> = {
  name: "hostile-results",
  about: "changed summaries, comparisons and replays through their decoders: read, or refused with words",
  fixed: { from: 0, count: 1500 },
  limitSeconds: 60,
  input: async (seed) => {
    const stream = streamOf(seed, "hostile results");
    const path = pick(Object.keys(READERS), stream);
    return { path, text: changeJson((await reportFiles())[path]!, stream) };
  },
  attempt: ({ path, text }) => {
    try {
      READERS[path]!(text);
      return null;
    } catch (error) {
      if (error instanceof InputError || error instanceof SummaryError) return null;
      throw error;
    }
  },
};
