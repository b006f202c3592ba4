/** The answer first: whether what was expected holds, and each policy in one line. */
import type { ExpectationResult, MeasureSummary, Subject } from "../../../result/index.js";
import type { Micros } from "../../../units/index.js";
import { distanceInWords } from "../../expectation-in-words.js";
import {
  formatCount,
  formatDuration,
  formatNines,
  formatQuantity,
  formatShare,
  NO_VALUE,
} from "../../number-format.js";
import { kindInWords } from "../../subjects.js";
import type { PolicyHead } from "../page-head.js";
import { element, mark, nothing, section, table, type Child } from "./dom.js";
import { head } from "./page-source.js";
import { sparkStrip } from "./spark-strip.js";
import { transfersAtAGlance } from "./transfers.js";
import { VERDICT_TITLES, verdictCells } from "./verdict-cells.js";

export function verdictSection(end: Micros): HTMLElement {
  const { whole, body } = section("verdict", "Verdict", "Does it hold what was expected of it?");
  const transfers = transfersAtAGlance(end);
  body.append(
    ...(transfers === null ? [] : [element("div", { class: "glance" }, transfers)]),
    element("div", { class: "glance" }, glance(end)),
    element("h3", {}, "Expectations"),
    expectations(),
  );
  return whole;
}

const NOBODY = "Nothing to show: nobody was observed.";

/** A line for each service (or whoever else serves) under each policy: its strip over the whole run, and the numbers that decide. */
function glance(end: Micros): Child {
  const rows = head.policies.flatMap((policy, index) =>
    policy.subjects.filter((each) => isWorthTelling(policy, each)).map((each) => glanceRow(policy, index, each, end)),
  );
  if (rows.length === 0) return head.policies.some(({ transfers }) => transfers.length > 0) ? "" : nothing(NOBODY);
  return table(
    "Each policy at a glance",
    [
      { title: head.policies.length > 1 ? "Policy" : titleOf(head.policies[0]!.subjects) },
      { title: "Over the run" },
      { title: "Available, by time", numeric: true },
      { title: "by request", numeric: true },
      { title: "Longest recovery", numeric: true },
      { title: "Lost writes", numeric: true },
      ...VERDICT_TITLES,
    ],
    rows,
  );
}

/** Where data is moved for nobody's service, hosts are told that were down. */
function isWorthTelling(policy: PolicyHead, { kind, name }: Subject): boolean {
  return kind !== "host" || policy.transfers.length === 0 || (find(policy, `${name}.availability`)?.mean ?? 1) < 1;
}

function titleOf(subjects: readonly Subject[]): string {
  const kind = kindInWords(subjects);
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

function glanceRow(policy: PolicyHead, index: number, subject: Subject, end: Micros): readonly Child[] {
  const { name: service } = subject;
  const several = head.policies.some(({ subjects }) => subjects.length > 1);
  const name = head.policies.length > 1 ? (several ? `${policy.policy}, ${service}` : policy.policy) : service;
  const availability = find(policy, `${service}.availability`);
  const byRequest = find(policy, `${service}.availability.requests`)?.mean ?? null;
  const unended = find(policy, `${service}.incidents.censored`);
  const longest = find(policy, `${service}.rto.max`);
  return [
    name,
    sparkStrip(index, subject, end),
    availability?.mean == null
      ? NO_VALUE
      : [
          element("b", {}, formatShare(availability.mean)),
          availability.mean >= 0.9 && availability.mean < 1
            ? element("small", {}, formatNines(availability.mean))
            : null,
        ],
    byRequest === null ? "no load" : element("b", {}, formatShare(byRequest)),
    [
      longest?.overall == null ? NO_VALUE : formatDuration(longest.overall),
      unended?.max && longest?.overall != null ? element("small", {}, "not ended") : null,
    ],
    lostInWords(policy, service),
    ...verdictCells(policy),
  ];
}

function lostInWords(policy: PolicyHead, service: string): Child {
  const lost = find(policy, `${service}.rpo.writes`);
  if (lost?.mean == null) return "not measured";
  return [formatCount(lost.mean), policy.replicationsRun > 1 ? element("small", {}, "in each replication") : null];
}

function find({ measures }: PolicyHead, key: string): MeasureSummary | undefined {
  return measures.find((measure) => measure.key === key);
}

/** A row for each thing that was expected, a column for each policy. */
function expectations(): HTMLElement {
  const rows = new Map<string, ExpectationResult>();
  for (const { expectations: each } of head.policies) {
    for (const expectation of each) rows.set(`${expectation.key} ${expectation.condition}`, expectation);
  }
  if (rows.size === 0) return nothing("None was stated.");
  return table(
    "Expectations",
    [
      { title: "Expected" },
      ...head.policies.map(({ policy }) => ({ title: head.policies.length > 1 ? policy : "Measured" })),
    ],
    [...rows].map(([name, { key, condition }]) => [
      name,
      ...head.policies.map((policy) => {
        const found = policy.expectations.find((each) => each.key === key && each.condition === condition);
        return found === undefined ? NO_VALUE : measuredInWords(found, find(policy, key));
      }),
    ]),
  );
}

function measuredInWords(expectation: ExpectationResult, measure: MeasureSummary | undefined): Child {
  const { measured, holds } = expectation;
  const unit = measure?.unit ?? "ratio";
  const distance = distanceInWords(expectation, unit);
  return [
    mark(holds, formatQuantity(measured, unit)),
    distance === "" ? null : element("span", { class: "reason" }, distance),
  ];
}
