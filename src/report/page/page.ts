/** `index.html`: everything of a summary to look at, in one file that asks nothing of any network. */
import { createHash } from "node:crypto";
import { PHASES, CONDITIONS, type PolicyResult, type Summary } from "../../result/index.js";
import { CONDITION_FILLS, PHASE_FILLS } from "../chart/palette.js";
import { comparedMeasures } from "../comparison-table.js";
import { formatDuration, formatNumberOf } from "../number-format.js";
import { faultsThatNeverFired, lossFacts, servicesOf, verdictOf } from "../policy-facts.js";
import { clientScript, libraryStyle } from "./client-script.js";
import { packReplications, packRun } from "./packed-run.js";
import { BLOCK_NAMES, type PageHead, type PolicyHead } from "./page-head.js";
import { pageStyle } from "./style.js";

/** The whole page as HTML. Same summary, same text. */
export function renderPage(summary: Summary): string {
  const script = clientScript();
  const hash = createHash("sha256").update(script).digest("base64");
  const { name, title, durationSeconds } = summary.scenario;
  const shown = escape(title === "" ? name : title);
  const replications = Math.max(0, ...summary.policies.map(({ replicationsRun }) => replicationsRun));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${hash}'">
<meta name="generator" content="Understudy ${escape(summary.version)}">
<link rel="icon" href="data:,">
<title>${shown}</title>
<style>${libraryStyle()}
${pageStyle()}</style>
</head>
<body>
<header>
<p class="kicker">${escape(name)} · ${formatDuration(durationSeconds)} simulated · ${formatNumberOf(replications, "replication")} · seed ${escape(summary.seed)}</p>
<h1>${shown}</h1>
${verdictLine(summary)}
</header>
<nav class="controls" aria-label="Sections">${SECTIONS.map(([id, words]) => `<a href="#${id}">${words}</a>`).join("\n")}</nav>
<main></main>
<noscript><p>The pictures of this page are drawn by its script, which this browser does not run. The numbers are in summary.md beside it.</p></noscript>
${blocksOf(summary)}
<script>${script}</script>
</body>
</html>
`;
}

const SECTIONS = [
  ["verdict", "Verdict"],
  ["availability", "Availability"],
  ["incidents", "Incidents"],
  ["load", "Load"],
  ["replications", "Replications"],
  ["comparison", "Policies"],
  ["measures", "Measures"],
  ["invariants", "Invariants"],
  ["origin", "Origin"],
] as const;

function verdictLine(summary: Summary): string {
  const { expectations, failedExpectations, violatedInvariants } = verdictOf(summary);
  const well = failedExpectations === 0 && violatedInvariants === 0;
  const answer =
    expectations === 0
      ? "No expectation was stated."
      : failedExpectations === 0
        ? expectations === 1
          ? "The expectation holds."
          : `All ${expectations} expectations hold.`
        : `${failedExpectations} of ${formatNumberOf(expectations, "expectation")} failed.`;
  const words = [
    answer,
    violatedInvariants === 0
      ? "No invariant was violated."
      : `${formatNumberOf(violatedInvariants, "invariant")} violated.`,
    ...(summary.partial ? ["Interrupted: not every replication is here."] : []),
  ].join(" ");
  const kind = !well ? "bad" : expectations === 0 ? "open" : "good";
  return `<p class="verdict ${kind}"><span aria-hidden="true">${{ bad: "✗", good: "✓", open: "–" }[kind]}</span> ${words}</p>`;
}

function blocksOf(summary: Summary): string {
  return [
    block(BLOCK_NAMES.head, headOf(summary)),
    ...summary.policies.flatMap((policy, index) => [
      block(`${BLOCK_NAMES.run}${index}`, packRun(policy.detail)),
      block(`${BLOCK_NAMES.replications}${index}`, packReplications(policy)),
    ]),
  ].join("\n");
}

function headOf({ policies, ...rest }: Summary): PageHead {
  const { expectations, failedExpectations, violatedInvariants } = verdictOf({ policies, ...rest });
  return {
    ...rest,
    policies: policies.map(policyHead),
    verdict: { expectations, failed: failedExpectations, violated: violatedInvariants },
    compared: comparedMeasures({ policies, ...rest }).map(({ key }) => key),
    conditionLabels: labelsOf(CONDITIONS, CONDITION_FILLS),
    phaseLabels: labelsOf(PHASES, PHASE_FILLS),
    scenarioText: null,
  };
}

function labelsOf<Name extends string>(
  names: readonly Name[],
  fills: Readonly<Record<Name, { readonly label: string }>>,
): Readonly<Record<Name, string>> {
  return Object.fromEntries(names.map((name) => [name, fills[name].label])) as Record<Name, string>;
}

function policyHead(policy: PolicyResult): PolicyHead {
  const services = servicesOf(policy);
  const { replications, detail: _, ...rest } = policy;
  return {
    ...rest,
    services,
    incidentCount: replications.reduce((sum, { incidents }) => sum + incidents.length, 0),
    replicationsKept: replications.length,
    lostWrites: Object.fromEntries(
      services.map((service) => {
        const { writes, measured } = lossFacts(policy, service);
        return [service, measured || writes > 0 ? writes : null];
      }),
    ),
    faultsThatNeverFired: faultsThatNeverFired(policy),
  };
}

/** Data for the script; no text in it can end the block early. */
function block(name: string, data: unknown): string {
  return `<script type="application/json" id="${name}">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
