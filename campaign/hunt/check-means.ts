/** What `check` promises of a takeover whose durations vary, against the mean over replications. */
import { checkedAgainstMean, textOf } from "../../test/scenario/check/compare.js";
import type { Hunt } from "../hunt.js";

const REPLICATIONS = 200;

export const checkMeans: Hunt<string> = {
  name: "check-means",
  about: "how long check says that a takeover takes against the mean over 200 replications, within 5 %",
  fixed: { from: 1000, count: 4 },
  limitSeconds: 600,
  input: (seed) => textOf(seed, { random: true, brief: true }),
  attempt: (text) => checkedAgainstMean(text, REPLICATIONS),
};
