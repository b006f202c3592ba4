/** A comparison as JUnit XML: one suite per policy, a case for each measure that fails when the policy is worse. */
import junit, { type Builder } from "junit-report-builder";
import type { Comparison } from "../result/index.js";
import { formatDifference, formatDifferenceInterval } from "./difference-format.js";

/** The package's types put the builder under `default`; what Node gives is the builder itself. */
const root = junit as unknown as Builder;

export function comparisonJunitXml(comparison: Comparison): string {
  const { scenario, baseline, policies, measures, seed, version, partial } = comparison;
  const builder = root.newBuilder().name(scenario.name);
  for (const { label } of policies.slice(1)) {
    const suite = builder.testSuite().name(`${scenario.name}: ${label} against ${baseline}`);
    suite.property("seed", seed).property("scenario digest", scenario.digest);
    suite.property("version", version).property("interrupted", String(partial));
    for (const { key, unit, differences } of measures) {
      const difference = differences.find((each) => each.label === label);
      if (difference === undefined) continue;
      const testCase = suite.testCase().className(`${scenario.name}.${label}`).name(`${key} is not worse`);
      // Without a pair nothing was looked at, which must not look like a success.
      if (difference.mean === null) testCase.skipped();
      else if (difference.verdict === "worse") {
        const interval = formatDifferenceInterval(difference.interval, unit);
        testCase.failure(`worse by ${formatDifference(difference.mean, unit)} (${interval})`, "comparison");
      }
    }
  }
  return `${builder.build()}\n`;
}
