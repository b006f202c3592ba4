/** Expectations and invariants as JUnit XML, one suite per policy; without times and hosts, so that same results give the same bytes. */
import junit, { type Builder } from "junit-report-builder";
import type { ExpectationResult, InvariantResult, PolicyResult, Summary } from "../result/index.js";
import { distanceInWords } from "./expectation-in-words.js";
import { formatCount, formatQuantity } from "./number-format.js";
import { clockOf, type Clock } from "./clock.js";
import { brownedOut, measureOf } from "./policy-facts.js";
import { exampleWritten } from "./quantities.js";

type Suite = ReturnType<Builder["testSuite"]>;

/** The package's types put the builder under `default`; what Node gives is the builder itself. */
const root = junit as unknown as Builder;

export function junitXml(summary: Summary): string {
  const builder = root.newBuilder().name(summary.scenario.name);
  for (const policy of summary.policies) {
    const suite = builder.testSuite().name(`${summary.scenario.name} under ${policy.policy}`);
    suite.property("seed", summary.seed).property("scenario digest", summary.scenario.digest);
    suite.property("version", summary.version).property("interrupted", String(summary.partial));
    const className = `${summary.scenario.name}.${policy.policy}`;
    for (const expectation of policy.expectations) addExpectation(suite, className, expectation, policy);
    for (const { key, mean } of policy.measures) {
      if (key.endsWith(".brown-outs") && mean !== null) addObjective(suite, className, key, policy);
    }
    for (const invariant of policy.invariants) addInvariant(suite, className, invariant, clockOf(summary.scenario));
  }
  return `${builder.build()}\n`;
}

function addExpectation(suite: Suite, className: string, expectation: ExpectationResult, policy: PolicyResult): void {
  const { key, condition, measured, holds } = expectation;
  const testCase = suite.testCase().className(`${className}.expectations`).name(`${key} ${condition}`);
  const unit = measureOf(policy, key)?.unit ?? "ratio";
  const value = formatQuantity(measured, unit);
  const distance = distanceInWords(expectation, unit);
  if (!holds) testCase.failure(`measured ${value}${distance === "" ? "" : `; ${distance}`}`, "expectation");
}

/** Fails nothing, unless an expectation says so; what was missed is told. */
function addObjective(suite: Suite, className: string, key: string, policy: PolicyResult): void {
  const service = key.slice(0, key.lastIndexOf("."));
  const testCase = suite.testCase().className(`${className}.objectives`).name(`${service}.objective`);
  const told = brownedOut(policy).filter((words) => words.startsWith(`${service} had `));
  if (told.length > 0) testCase.standardOutput(told.join("\n"));
}

/** An invariant that was never at stake is skipped: a green that looked at nothing would be worse than red. */
export function addInvariant(suite: Suite, className: string, invariant: InvariantResult, clock: Clock): void {
  const { name, atStake, violations, examples, why } = invariant;
  const testCase = suite.testCase().className(`${className}.invariants`).name(name);
  if (violations > 0) {
    testCase.failure(`violated ${formatCount(violations)} times in ${formatCount(atStake)}`, "invariant");
    testCase.stacktrace(
      examples
        .map((each) => {
          return `replication ${each.replication}, ${clock.exact(each.atSeconds)}: ${exampleWritten(each, clock)}`;
        })
        .join("\n"),
    );
  } else if (atStake === 0) {
    testCase.skipped();
    if (why !== undefined) testCase.standardOutput(`never at stake: ${why}`);
  }
}
