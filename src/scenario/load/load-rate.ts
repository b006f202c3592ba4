/** `rate: 120/s`, or `rate: { base: 120/s, daily: … }`: a base rate and the patterns that multiply it. */
import * as z from "zod";
import { multiplier, rate } from "../quantity/index.js";
import { complain, entry, field } from "../schema/fields.js";
import { type Factor, overlapping, type Window } from "./factor.js";
import { loadPatterns, type LoadPattern } from "./index.js";

export interface LoadRate {
  /** Per second. */
  readonly base: number;
  readonly factors: readonly { readonly pattern: LoadPattern; readonly factor: Factor }[];
}

/** The windows of one pattern, each with its multiplier. */
function windowsSchema(pattern: LoadPattern) {
  return z
    .record(z.string(), field(multiplier))
    .transform((record, context): Factor => {
      const windows: Window[] = [];
      for (const [key, factor] of Object.entries(record)) {
        const parsed = pattern.window(key);
        if (!("value" in parsed)) {
          complain(context, parsed.complaint, { path: [key], atKey: true });
          continue;
        }
        const pieces = parsed.value.map(([from, to]) => ({ from, to, factor }));
        if (overlapping([...windows, ...pieces])) {
          const complaint = { message: `${key} overlaps with another window`, expected: "windows that do not overlap" };
          complain(context, complaint, { path: [key], atKey: true });
        } else windows.push(...pieces);
      }
      return pattern.factor(windows);
    })
    .optional()
    .describe(`${pattern.about} For example \`${pattern.example}: x2.5\`.`);
}

export function loadRateSchema() {
  const shape = Object.fromEntries(loadPatterns.map((pattern) => [pattern.name, windowsSchema(pattern)]));
  const patterns = entry({ base: field(rate).describe("Where no window says otherwise."), ...shape });
  return z.union([field(rate), patterns]).transform((value): LoadRate => {
    if (typeof value === "number") return { base: value, factors: [] };
    const given = value as unknown as Readonly<Record<string, Factor | undefined>>;
    const factors = loadPatterns.flatMap((pattern) => {
      const factor = given[pattern.name];
      return factor === undefined ? [] : [{ pattern, factor }];
    });
    return { base: value.base, factors };
  });
}
