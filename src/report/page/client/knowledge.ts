/** What was so on the left, what was known and to whom on the right: nobody is told the truth, they find it out. */
import type { ChronicleEntry, Incident } from "../../../result/index.js";
import { formatCount, formatDuration } from "../../number-format.js";
import { element, nothing, type Child } from "./dom.js";
import { clock, offset } from "./instant.js";

/** Before the incident, for what led to it. */
const LEAD_SECONDS = 5;
const MOST_ENTRIES = 200;

/** What somebody believes, decides, or tells; everything else is what happened to the world. */
const isKnown = ({ told }: ChronicleEntry): boolean => told?.word === true;

export function knowledgeTable(incident: Incident, chronicle: readonly ChronicleEntry[]): HTMLElement {
  const { startSeconds, recoveryTimeSeconds } = incident;
  const [from, to] = [startSeconds - LEAD_SECONDS, startSeconds + recoveryTimeSeconds];
  const entries = chronicle.filter(({ atSeconds }) => atSeconds >= from && atSeconds <= to);
  if (entries.length === 0) return nothing("The chronicle tells nothing of this time.");
  const told = entries.slice(0, MOST_ENTRIES);
  const rows = new Map<number, ChronicleEntry[]>();
  for (const entry of told) rows.set(entry.atSeconds, [...(rows.get(entry.atSeconds) ?? []), entry]);
  return element(
    "div",
    {},
    element("p", { class: "note" }, firstKnown(incident, entries)),
    element(
      "div",
      { class: "knowledge", role: "table", "aria-label": "What was so, and who knew of it" },
      element(
        "div",
        { role: "row", class: "knowledge-head" },
        ...["Since", "What was so", "What was known, and to whom"].map((title) =>
          element("span", { role: "columnheader" }, title),
        ),
      ),
      [...rows].map(([atSeconds, group]) =>
        element(
          "div",
          { role: "row" },
          element("time", { role: "rowheader", title: clock.exact(atSeconds) }, offset(atSeconds - startSeconds)),
          cell(group.filter((entry) => !isKnown(entry))),
          cell(group.filter(isKnown)),
        ),
      ),
    ),
    told.length < entries.length
      ? element(
          "p",
          { class: "note" },
          `The first ${formatCount(MOST_ENTRIES)} of ${formatCount(entries.length)} entries.`,
        )
      : null,
  );
}

function cell(entries: readonly ChronicleEntry[]): HTMLElement {
  return element(
    "span",
    { role: "cell" },
    entries.map(({ actor, what, because }): Child =>
      element(
        "span",
        { class: "entry" },
        element("b", {}, actor),
        ` ${what}`,
        because === null ? null : element("span", { class: "reason" }, `because ${because}`),
      ),
    ),
  );
}

function firstKnown({ startSeconds }: Incident, entries: readonly ChronicleEntry[]): string {
  const first = entries.find((entry) => entry.atSeconds >= startSeconds && isKnown(entry));
  if (first === undefined) return "Nobody noticed while it lasted.";
  return `For ${formatDuration(first.atSeconds - startSeconds)} nobody knew; ${first.actor} was the first to.`;
}
