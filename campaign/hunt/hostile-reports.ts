/** Stored files that somebody changed, through the commands that read them: read as they are, or refused with words. */
import { chance, pick, streamOf } from "../fuzz/chance.js";
import { type Call, wrongWith } from "../fuzz/command.js";
import { changeJson } from "../fuzz/json-changes.js";
import { reportFiles, SWEEP } from "../fuzz/report-folder.js";
import { changeText } from "../fuzz/text-changes.js";
import type { Hunt } from "../hunt.js";

/** Which file is changed, and the commands that read it. */
const READERS: readonly { readonly file: RegExp; readonly commands: readonly (readonly string[])[] }[] = [
  {
    file: /^o\/replay\.json$/,
    commands: [
      ["replay", "o", "--jobs", "1"],
      ["run", "s.yaml", "--jobs", "1", "--out", "o"],
    ],
  },
  {
    file: /^o\/summary\.json$/,
    commands: [
      ["compare", "s.yaml", "--baseline", "o/summary.json", "--replications", "2", "--jobs", "1", "--out", "d"],
      ["replay", "o", "--jobs", "1"],
      ["report", "o", "--chart", "recovery-phases", "--format", "svg"],
      ["report", "o", "--chart", "availability-over-time", "--format", "svg"],
    ],
  },
  {
    file: /^c\/compare\.json$/,
    commands: [
      ["compare", "s.yaml", "--baseline", "c/compare.json", "--replications", "2", "--jobs", "1", "--out", "d"],
    ],
  },
  { file: /^w\/points\//, commands: [SWEEP] },
  {
    file: /^o\/scenario\.yaml$/,
    commands: [
      ["run", "s.yaml", "--jobs", "1", "--out", "o"],
      ["report", "o"],
    ],
  },
];

const BUILT = 0.02;

export const hostileReports: Hunt<Call> = {
  name: "hostile-reports",
  about: "changed summaries, replays, baselines and points: read, or refused with words; no defect, no hang",
  fixed: { from: 0, count: 60 },
  limitSeconds: 120,
  input: async (seed) => callOf(seed, await reportFiles()),
  attempt: async (call) => wrongWith(call, await reportFiles()),
};

function callOf(seed: number, files: Readonly<Record<string, string>>): Call {
  const stream = streamOf(seed, "hostile reports");
  const { file, commands } = pick(READERS, stream);
  const path = pick(
    Object.keys(files).filter((each) => file.test(each)),
    stream,
  );
  const text = files[path]!;
  const other = path.endsWith(".json") ? changeJson(text, stream) : changeText(text, stream);
  return { args: pick(commands, stream), files: { [path]: other }, built: chance(BUILT, stream) };
}
