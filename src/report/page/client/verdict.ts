/** The answer first: whether what was expected holds, and each policy in one line. */
import type { ExpectationResult, MeasureSummary, Subject } from "../../../result/index.js";
import type { Micros } from "../../../units/index.js";
import { distanceInWords } from "../../expectation-in-words.js";
import {
  formatCount,
  formatNumberOf,
  formatDuration,
  formatNines,
  formatQuantity,
  formatShare,
  NO_VALUE,
} from "../../number-format.js";
import { measureOf } from "../../policy-facts.js";
import { factsOf } from "../../subject-facts.js";
import { availabilityKey, kindInWords } from "../../subjects.js";
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

const MOST_ROWS = 12;
const MOST_OF_A_POLICY = 3;

const NOBODY = "Nothing to show: nobody was observed.";

/** A line for each service (or whoever else serves) under each policy: its strip over the whole run, and the numbers that decide. */
function glance(end: Micros): Child {
  const shown = head.policies.map(toldOf);
  const rows = head.policies.flatMap((policy, index) =>
    shown[index]!.told.map((each) => glanceRow(policy, index, each, { told: shown[index]!.told, end })),
  );
  const hidden = Math.max(0, ...shown.map((each) => each.hidden));
  if (rows.length === 0) return head.policies.some(({ transfers }) => transfers.length > 0) ? "" : nothing(NOBODY);
  const told = table(
    "Each policy at a glance",
    [
      { title: head.policies.length > 1 ? "Policy" : titleOf(head.policies[0]!.subjects) },
      { title: "Over the run" },
      { title: "Available, by time", numeric: true },
      ...(isOfServices()
        ? ["by request", "Longest recovery", "Lost writes"].map((title) => ({ title, numeric: true }))
        : [...(isTimed() ? [{ title: "Longest recovery", numeric: true }] : []), { title: "What became of it" }]),
      ...VERDICT_TITLES,
    ],
    rows,
  );
  const note = `Left out: ${formatNumberOf(hidden, "other")} that were no less available.`;
  return hidden === 0 ? told : element("div", {}, told, element("p", { class: "note" }, note));
}

/** Whether requests, recoveries and writes are spoken of; other families have other words for what became of theirs. */
function isOfServices(): boolean {
  return head.policies.some(({ subjects }) => subjects.some(({ kind }) => kind === "service" || kind === "host"));
}

/** Whether it was measured how long recoveries took. */
function isTimed(): boolean {
  return head.policies.some((policy) => policy.subjects.some((each) => longestOf(policy, each) !== undefined));
}

function longestOf(policy: PolicyHead, { name }: Subject): MeasureSummary | undefined {
  return measureOf(policy, `${name}.rto.max`);
}

function longestCell(policy: PolicyHead, subject: Subject): Child {
  const longest = longestOf(policy, subject)?.overall ?? null;
  if (longest === null) return NO_VALUE;
  const unended = measureOf(policy, `${subject.name}.incidents.censored`)?.max;
  return [formatDuration(longest), unended ? element("small", {}, "not ended") : null];
}

/** Of clusters there may be many, and most are alike: the least available are told, in their own order. */
function toldOf(policy: PolicyHead): { readonly told: readonly Subject[]; readonly hidden: number } {
  const all = policy.subjects.filter((each) => isWorthTelling(policy, each));
  const most = Math.max(MOST_OF_A_POLICY, Math.floor(MOST_ROWS / head.policies.length));
  if (isOfServices() || all.length <= most) return { told: all, hidden: 0 };
  const availability = (each: Subject): number => measureOf(policy, availabilityKey(each))?.mean ?? 1;
  const worst = new Set(all.toSorted((a, b) => availability(a) - availability(b)).slice(0, most));
  return { told: all.filter((each) => worst.has(each)), hidden: all.length - most };
}

/** Where data is moved for nobody's service, hosts are told that were down. */
function isWorthTelling(policy: PolicyHead, { kind, name }: Subject): boolean {
  return kind !== "host" || policy.transfers.length === 0 || (measureOf(policy, `${name}.availability`)?.mean ?? 1) < 1;
}

function titleOf(subjects: readonly Subject[]): string {
  const kind = kindInWords(subjects);
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

interface GlanceTable {
  /** Those who have rows under the same policy. */
  readonly told: readonly Subject[];
  readonly end: Micros;
}

function glanceRow(policy: PolicyHead, index: number, subject: Subject, { told, end }: GlanceTable): readonly Child[] {
  const { name: service } = subject;
  const others = factsOf(policy, subject);
  const several = head.policies.some(({ subjects }) => subjects.length > 1);
  const name = head.policies.length > 1 ? (several ? `${policy.policy}, ${service}` : policy.policy) : service;
  const availability = measureOf(policy, availabilityKey(subject));
  const byRequest = measureOf(policy, `${service}.availability.requests`)?.mean ?? null;
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
    ...(isOfServices()
      ? [
          byRequest === null ? "no load" : element("b", {}, formatShare(byRequest)),
          longestCell(policy, subject),
          lostInWords(policy, service),
        ]
      : [...(isTimed() ? [longestCell(policy, subject)] : []), factsCell(others)]),
    ...verdictCells(policy, told, subject),
  ];
}

/** The first of them as the figure that it is, the others below. */
function factsCell([first, ...others]: readonly string[]): Child {
  if (first === undefined) return NO_VALUE;
  return [first, others.length === 0 ? null : element("span", { class: "reason" }, others.join(", "))];
}

function lostInWords(policy: PolicyHead, service: string): Child {
  const lost = measureOf(policy, `${service}.rpo.writes`);
  if (lost?.mean == null) return "not measured";
  return [formatCount(lost.mean), policy.replicationsRun > 1 ? element("small", {}, "in each replication") : null];
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
        return found === undefined ? NO_VALUE : measuredInWords(found, measureOf(policy, key));
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
