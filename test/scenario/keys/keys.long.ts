// How a fault ends, of each kind: two scenarios that differ in that alone end differently. All other keys: keys.test.ts.
import { expect, it } from "vitest";
import { endTheSame } from "./pair.js";
import { isForTheCampaign, pairs, told } from "./sections.js";

it.each(pairs.filter(isForTheCampaign).map((pair) => [told(pair), pair] as const))("%s", (_told, pair) => {
  expect(endTheSame(pair), `the behaviour of both is the same: ${pair.path} does nothing here`).toBe(false);
});
