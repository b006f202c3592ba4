/** What policies are put into: two runs can be compared seed by seed when it is the same. */
import { Digest } from "../sim/index.js";
import type { Scenario } from "../scenario/index.js";

/** What may differ between policies that are compared. Length and warm-up are compared apart, since options change them. */
const NOT_OF_THE_SETTING = new Set([
  "name",
  "title",
  "seed",
  "policies",
  "expectations",
  "expect",
  "duration",
  "warmUp",
  "flapping",
]);

/** Digest of the canonical scenario without what is said of policies and of the run. */
export function settingDigest({ canonical }: Scenario): string {
  const parts = JSON.parse(canonical) as Readonly<Record<string, unknown>>;
  const digest = new Digest();
  for (const key of Object.keys(parts).toSorted((a, b) => (a < b ? -1 : 1))) {
    if (NOT_OF_THE_SETTING.has(key)) continue;
    digest.add(key);
    digest.add(JSON.stringify(parts[key]));
  }
  return digest.hex;
}
