/** What `check` promises of a failure in corners: limits just long enough, two of everything, people for power, losses, repairs. */
import { checkedAgainstRun, textOf } from "../../test/scenario/check/compare.js";
import type { Hunt } from "../hunt.js";

export const checkCorners: Hunt<string> = {
  name: "check-corners",
  about: "what check promises of a failure against a run, in corners of small scenarios",
  fixed: { from: 1000, count: 150 },
  limitSeconds: 120,
  input: (seed) => textOf(seed, { corners: true }),
  attempt: checkedAgainstRun,
};
