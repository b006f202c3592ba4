/** What `check` promises of a failure, held against what happens. */
import { checkedAgainstRun, textOf } from "../../test/scenario/check/compare.js";
import type { Hunt } from "../hunt.js";

export const checkTrials: Hunt<string> = {
  name: "check-trials",
  about:
    "what check promises of a failure against a run, in small scenarios; noticed in time, by whom, and how long it takes",
  fixed: { from: 1000, count: 300 },
  limitSeconds: 120,
  input: (seed) => textOf(seed, {}),
  attempt: checkedAgainstRun,
};
