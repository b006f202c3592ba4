/** Commands that are killed at any instant: nothing half written, nothing old beside what is new, nothing left for good. */
import { pick, streamOf } from "../fuzz/chance.js";
import { COMMANDS, type Kill, wrongAfter } from "../fuzz/killed.js";
import type { Hunt } from "../hunt.js";

const NAMES = Object.keys(COMMANDS) as readonly Kill["command"][];

export const kills: Hunt<Kill> = {
  name: "kills",
  about: "commands that are killed while they write over an earlier report: it, none, or theirs",
  fixed: { from: 0, count: 6 },
  limitSeconds: 240,
  input: (seed) => {
    const stream = streamOf(seed, "kills");
    // Most of what may go wrong is at the end, where files are put in their places.
    const share = stream.uniform() < 0.3 ? stream.uniform() : 0.7 + 0.4 * stream.uniform();
    return { command: pick(NAMES, stream), share };
  },
  attempt: wrongAfter,
};
