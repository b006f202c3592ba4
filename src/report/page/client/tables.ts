/** What is read and not looked at: the invariants, and how the report was made. */
import { formatCount, formatDuration, formatNumberOf } from "../../number-format.js";
import { element, mark, nothing, section, table } from "./dom.js";
import { clock } from "./instant.js";
import { head } from "./page-source.js";
import type { Policy } from "./policy.js";

export function invariantsSection({ head: { invariants, policy, faultsThatNeverFired } }: Policy): HTMLElement {
  const { whole, body } = section(
    "invariants",
    "Invariants",
    "What must never happen: did it, and was it ever at stake?",
  );
  if (invariants.length === 0) {
    body.append(nothing("None was checked."));
    return whole;
  }
  const sorted = invariants.toSorted((a, b) => Number(b.violations > 0) - Number(a.violations > 0));
  body.append(
    table(
      `Invariants under ${policy}`,
      [
        { title: "Invariant" },
        { title: "Verdict" },
        { title: "At stake", numeric: true },
        { title: "Violations", numeric: true },
        { title: "First seen" },
      ],
      sorted.map(({ name, atStake, violations, examples, why }) => [
        name,
        violations > 0
          ? mark(false, "violated")
          : atStake === 0
            ? `never at stake${why === undefined ? "" : `: ${why}`}`
            : mark(true, "held"),
        formatCount(atStake),
        formatCount(violations),
        examples.map(({ replication, atSeconds, what }) =>
          element("span", { class: "entry" }, `${clock.exact(atSeconds)} of replication ${replication}: ${what}`),
        ),
      ]),
    ),
  );
  if (faultsThatNeverFired.length > 0) {
    body.append(element("p", { class: "note" }, `Faults that never fired: ${faultsThatNeverFired.join(", ")}.`));
  }
  return whole;
}

export function originSection({ head: { policy, replicationsRun }, replications }: Policy): HTMLElement {
  const { whole, body } = section(
    "origin",
    "How this was made",
    "With these, the same results come out again, to the last bit.",
  );
  const { scenario } = head;
  const facts: readonly (readonly [string, string])[] = [
    ["Scenario", scenario.name],
    ["Digest of the scenario", scenario.digest],
    ["Seed", head.seed],
    ["Simulated", formatDuration(scenario.durationSeconds)],
    ["Warm-up, not measured", formatDuration(scenario.warmUpSeconds)],
    ...(scenario.start === null ? [] : [["Begins at", scenario.start] as const]),
    ["Policy", policy],
    ["Replications", formatNumberOf(replicationsRun, "replication")],
    ["Understudy", head.version],
  ];
  body.append(
    element(
      "dl",
      { class: "facts-list" },
      facts.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))),
    ),
    element("p", {}, "Check it with ", element("code", {}, "understudy replay"), " and the folder of this report."),
    element(
      "details",
      {},
      element("summary", {}, "Digests of the replications"),
      table(
        "Digests of the replications",
        [
          { title: "Replication", numeric: true },
          { title: "Behaviour" },
          { title: "Schedule" },
          { title: "Events", numeric: true },
        ],
        replications.replications.map((replication, index) => [
          String(replication),
          element("code", {}, replications.behaviourDigests[index]!),
          element("code", {}, replications.scheduleDigests[index]!),
          formatCount(replications.eventsExecuted[index]!),
        ]),
      ),
    ),
    ...(head.scenarioText === null
      ? []
      : [
          element(
            "details",
            {},
            element("summary", {}, "The scenario as it was run"),
            element("pre", { tabindex: 0 }, element("code", {}, head.scenarioText)),
          ),
        ]),
  );
  return whole;
}
