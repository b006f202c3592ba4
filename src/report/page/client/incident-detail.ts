/** One incident told: its phases, the steps that were taken, how one thing led to another, and who knew of it when. */
import { causesInWords, type Incident, type StepResult, whoCameBack } from "../../../result/index.js";
import { formatBytes, formatDuration, formatNumberOf, formatShare, NO_VALUE } from "../../number-format.js";
import type { PlacedIncident } from "../../policy-facts.js";
import { causeChain } from "./cause-chain.js";
import { element, nothing, place, table } from "./dom.js";
import { clock, offset } from "./instant.js";
import { knowledgeTable } from "./knowledge.js";
import { head } from "./page-source.js";
import { phaseBar } from "./phase-bar.js";
import type { Policy } from "./policy.js";
import { reasonOf } from "./step-reason.js";

export function incidentDetail({ replication, incident }: PlacedIncident, policy: Policy): readonly HTMLElement[] {
  const shown = replication === policy.run.replication;
  const chronicle = shown ? policy.run.chronicle : [];
  return [
    element(
      "div",
      { class: "detail-head" },
      element("h3", { id: "incident-title", tabindex: -1 }, headlineOf(incident)),
      element(
        "span",
        { class: "controls buttons" },
        shown
          ? button("Zoom the strips to it", () => {
              policy.showIncident(incident);
              document.querySelector(".stage")?.scrollIntoView({ block: "start" });
            })
          : policy.head.detailed.includes(replication)
            ? button(`Show replication ${replication} over time`, () => dispatchEvent(new Event("hashchange")))
            : null,
        button("Close", () => policy.openIncident(null)),
      ),
    ),
    element("p", { class: "facts" }, factsOf(incident, replication)),
    phaseBar(incident, true),
    element("div", { class: "phases-table" }, phasesTable(incident)),
    element("h4", {}, "Steps"),
    incident.steps.length === 0 ? nothing("No step was taken.") : stepsList(incident),
    element("h4", {}, "From cause to cure"),
    causeChain(incident, chronicle),
    element("h4", {}, "Who knew what, and when"),
    shown ? knowledgeTable(incident, chronicle) : nothing(untold(policy, replication)),
  ];
}

/** Why nothing is told of an incident over time, and where it is. */
function untold({ run, head: { policy, detailed } }: Policy, replication: number): string {
  if (detailed.includes(replication)) return `The page shows replication ${run.replication} over time; see above.`;
  const { scenario, seed } = head;
  return (
    `Over time the page holds replication ${detailed.join(" and ")}; of this one tells ` +
    `understudy explain ${scenario.name}.yaml --policy ${policy} --seed ${seed} --replication ${replication}.`
  );
}

function button(text: string, act: () => void): HTMLElement {
  return element("button", { type: "button", click: act }, text);
}

function headlineOf({ service, recoveryTimeSeconds, endSeconds }: Incident): string {
  const length = formatDuration(recoveryTimeSeconds);
  return endSeconds === null
    ? `${service} was down for ${length} and did not recover`
    : `${service} was down for ${length}`;
}

function factsOf(incident: Incident, replication: number): string {
  const { startSeconds, endSeconds, detectedSeconds, causes, lostWrites, lostBytes, lostSeconds } = incident;
  const who = whoCameBack(incident);
  const facts = [
    `${clock.exact(startSeconds)} to ${endSeconds === null ? "the end of the run" : clock.exact(endSeconds)}`,
    causes.length === 0 ? "no injected fault before it" : `after ${causesInWords(causes)}`,
    ...(who === null ? [] : [who]),
    detectedSeconds === null ? "never detected" : `detected after ${formatDuration(detectedSeconds - startSeconds)}`,
    lostWrites === 0
      ? "no write lost"
      : `${formatNumberOf(lostWrites, "acknowledged write")} lost (${formatBytes(lostBytes)}, the oldest ${formatDuration(lostSeconds)} old)`,
    `replication ${replication}`,
  ];
  return facts.join(" · ");
}

function phasesTable({ phases, recoveryTimeSeconds, startSeconds }: Incident): HTMLElement {
  return table(
    "Phases",
    [
      { title: "Phase" },
      { title: "Begins", numeric: true },
      { title: "Lasts", numeric: true },
      { title: "Share", numeric: true },
    ],
    [
      ...phases.map(({ phase, startSeconds: from, durationSeconds }) => [
        [element("i", { class: `swatch phase-${phase}` }), head.phaseLabels[phase]],
        offset(from - startSeconds),
        element("span", { "data-seconds": durationSeconds }, formatDuration(durationSeconds)),
        recoveryTimeSeconds > 0 ? formatShare(durationSeconds / recoveryTimeSeconds) : NO_VALUE,
      ]),
      [
        element("b", {}, "Recovery time"),
        "",
        element("b", { "data-total-seconds": recoveryTimeSeconds }, formatDuration(recoveryTimeSeconds)),
        "",
      ],
    ],
  );
}

const OUTCOME_MARKS: Readonly<Record<StepResult["outcome"], string>> = {
  done: "✓ done",
  failed: "✗ failed",
  unknown: "? unknown",
  skipped: "– skipped",
  running: "… running",
};

/** Each step as a bar on the incident's own axis of time. */
function stepsList(incident: Incident): HTMLElement {
  const { steps, startSeconds, recoveryTimeSeconds } = incident;
  const from = Math.min(startSeconds, ...steps.map((step) => step.startSeconds));
  const to = Math.max(startSeconds + recoveryTimeSeconds, ...steps.map((step) => step.endSeconds ?? step.startSeconds));
  const percent = (seconds: number): string => `${to > from ? (seconds / (to - from)) * 100 : 0}%`;
  return element(
    "ol",
    { class: "steps" },
    steps.map((step) => {
      const end = step.endSeconds ?? to;
      const reason = reasonOf(step);
      return element(
        "li",
        {},
        element(
          "span",
          { class: "step-name" },
          step.step,
          step.figure === null ? null : element("small", {}, ` ${step.figure}`),
        ),
        element(
          "span",
          { class: "track", "aria-hidden": "true" },
          place(element("i", { class: `phase-${step.phase}` }), {
            left: percent(step.startSeconds - from),
            width: percent(end - step.startSeconds),
          }),
        ),
        element(
          "span",
          { class: "step-facts" },
          element("b", { class: `outcome-${step.outcome}` }, OUTCOME_MARKS[step.outcome]),
          ` ${offset(step.startSeconds - startSeconds)}, ${step.outcome === "running" ? "still running" : `took ${formatDuration(end - step.startSeconds)}`}`,
          reason === null ? null : element("span", { class: "reason" }, reason),
        ),
      );
    }),
  );
}
