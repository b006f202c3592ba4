/** A comparison as JUnit XML: one suite per policy, a case for each measure that fails when the policy is worse, for each expectation and each invariant. */
import junit, { type Builder } from "junit-report-builder";
import type { Comparison } from "../result/index.js";
import { clockOf } from "./clock.js";
import { howItFailed } from "./comparison-verdicts.js";
import { formatDifference, formatDifferenceInterval } from "./difference-format.js";
import { addInvariant } from "./junit.js";

/** The package's types put the builder under `default`; what Node gives is the builder itself. */
const root = junit as unknown as Builder;

export function comparisonJunitXml(comparison: Comparison): string {
  const { scenario, baseline, policies, measures, seed, version, partial } = comparison;
  const builder = root.newBuilder().name(scenario.name);
  policies.forEach(({ label, expectations, invariants }, index) => {
    const suite = builder.testSuite().name(`${scenario.name}: ${label}${index === 0 ? "" : ` against ${baseline}`}`);
    suite.property("seed", seed).property("scenario digest", scenario.digest);
    suite.property("version", version).property("interrupted", String(partial));
    const className = `${scenario.name}.${label}`;
    // What the baseline misses is told elsewhere: it is no reason to refuse what is compared with it.
    for (const expectation of index === 0 ? [] : expectations) {
      const { key, condition, holds } = expectation;
      const testCase = suite.testCase().className(`${className}.expectations`).name(`${key} ${condition}`);
      if (!holds) testCase.failure(howItFailed(expectation, comparison) || "failed", "expectation");
    }
    for (const invariant of invariants) addInvariant(suite, className, invariant, clockOf(scenario));
    for (const { key, unit, differences } of measures) {
      const difference = differences[index - 1];
      if (difference === undefined) continue;
      const testCase = suite.testCase().className(className).name(`${key} is not worse`);
      // Without a pair nothing was looked at, which must not look like a success.
      if (difference.mean === null) testCase.skipped();
      else if (difference.verdict === "worse") {
        const interval = formatDifferenceInterval(difference.interval, unit);
        testCase.failure(`worse by ${formatDifference(difference.mean, unit)} (${interval})`, "comparison");
      }
    }
  });
  return `${builder.build()}\n`;
}
