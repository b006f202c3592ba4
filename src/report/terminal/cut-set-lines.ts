/** What the terminal says of cut sets: how much of the time all of one were down at once. */
import type { PolicyResult } from "../../result/index.js";
import { formatNumberOf, formatQuantity, roundMean } from "../number-format.js";
import { measureOf } from "../policy-facts.js";
import { type Lines, paragraph } from "../terminal-text.js";

export function cutSetLines(policy: Pick<PolicyResult, "measures" | "replicationsRun">): Lines {
  return policy.measures.flatMap(({ key, mean }) => {
    const [, name] = /^(.+)\.down\.share$/.exec(key) ?? [];
    if (name === undefined || mean === null) return [];
    const times = measureOf(policy, `${name}.down.times`)?.mean ?? 0;
    const often = `${formatNumberOf(roundMean(times), "time")}${policy.replicationsRun > 1 ? " in the mean" : ""}`;
    const told =
      mean === 0 ? "never all down at once" : `all down at once ${formatQuantity(mean, "share")} of the time, ${often}`;
    return paragraph(`cut set ${name}: ${told}`, 2);
  });
}
