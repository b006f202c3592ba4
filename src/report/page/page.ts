/** `index.html`: everything of a summary to look at, in one file that asks nothing of any network. */
import { createHash } from "node:crypto";
import { PHASES, CONDITIONS, type PolicyResult, type Summary } from "../../result/index.js";
import { CONDITION_FILLS, PHASE_FILLS } from "../chart/palette.js";
import { comparedMeasures } from "../comparison-table.js";
import { verdictInWords } from "../markdown.js";
import { formatDuration, formatNumberOf } from "../number-format.js";
import { faultsThatNeverFired, downAtEnd, verdictOf } from "../policy-facts.js";
import { exampleWritten } from "../quantities.js";
import { subjectsOf } from "../subjects.js";
import { clientScript, libraryStyle } from "./client-script.js";
import { escapeHtml } from "./escape-html.js";
import { htmlHead } from "./html-head.js";
import { unbrokenHtml } from "../unbroken.js";
import { clockOf, type Clock } from "../clock.js";
import { packReplications, packRun } from "./pack-run.js";
import { BLOCK_NAMES, type PackedHead } from "./page-head.js";
import { packMeasures } from "./packed-measures.js";
import { transfersIn } from "../transfer-facts.js";
import { worstInWords } from "../worst.js";
import { pageStyle } from "./style.js";

/** What a page shows beside a summary, where it is known. */
export interface PageExtras {
  /** The scenario as it was written. */
  readonly scenarioText?: string | null;
  /** A picture of the topology, as SVG. */
  readonly topology?: string | null;
}

/** The whole page as HTML. Same summary and extras, same page. */
export function renderPage(summary: Summary, extras: PageExtras = {}): string {
  const script = clientScript();
  const hash = createHash("sha256").update(script).digest("base64");
  const { name, title, durationSeconds } = summary.scenario;
  const shown = escapeHtml(title === "" ? name : title);
  const replications = Math.max(0, ...summary.policies.map(({ replicationsRun }) => replicationsRun));
  return `${htmlHead({ title: shown, version: summary.version, style: `${libraryStyle()}\n${pageStyle()}`, scriptHash: hash })}
<body>
${unbrokenHtml(`<header>
<p class="kicker">${escapeHtml(name)} · ${formatDuration(durationSeconds)} simulated · ${formatNumberOf(replications, "replication")} · seed ${escapeHtml(summary.seed)}</p>
<h1>${shown}</h1>
${verdictLine(summary)}
</header>`)}
<nav class="controls" aria-label="Sections">${SECTIONS.map(([id, words]) => `<a href="#${id}">${words}</a>`).join("\n")}</nav>
<main></main>
<noscript><p>The pictures of this page are drawn by its script, which this browser does not run. The numbers are in summary.md beside it.</p></noscript>
${blocksOf(summary, extras)}
<script>${script}</script>
</body>
</html>
`;
}

/** Of more policies than these only the number is told. */
const MOST_NAMED = 8;

const SECTIONS = [
  ["verdict", "Verdict"],
  ["availability", "Availability"],
  ["incidents", "Incidents"],
  ["load", "Load"],
  ["replications", "Replications"],
  ["comparison", "Policies"],
  ["measures", "Measures"],
  ["invariants", "Invariants"],
  ["topology", "Topology"],
  ["origin", "Origin"],
] as const;

function verdictLine(summary: Summary): string {
  const { expectations, failedExpectations, violatedInvariants, downAtEnd, brownedOut } = verdictOf(summary);
  const well = failedExpectations === 0 && violatedInvariants === 0 && downAtEnd.length === 0;
  const kind = !well ? "bad" : expectations === 0 || brownedOut.length > 0 ? "open" : "good";
  const mark = { bad: "✗", good: "✓", open: "–" }[kind];
  const policies = policiesInWords(summary);
  return [
    `<p class="verdict ${kind}"><span aria-hidden="true">${mark}</span> ${verdictInWords(summary)}</p>`,
    ...[...(policies === null ? [] : [policies]), ...worstInWords(summary)].map(
      (words) => `<p class="standing">${escapeHtml(words)}</p>`,
    ),
  ].join("\n");
}

/** Which of several policies hold everything, when some do and some do not. */
function policiesInWords({ policies }: Summary): string | null {
  const holds = (policy: PolicyResult): boolean =>
    policy.expectations.every((each) => each.holds) &&
    policy.invariants.every(({ violations }) => violations === 0) &&
    downAtEnd(policy).length === 0;
  const names = (chosen: readonly PolicyResult[]): string =>
    chosen.length > MOST_NAMED ? formatNumberOf(chosen.length, "other") : chosen.map(({ policy }) => policy).join(", ");
  const [good, bad] = [policies.filter(holds), policies.filter((each) => !holds(each))];
  if (policies.length < 2 || good.length === 0 || bad.length === 0) return null;
  return `Everything holds under ${names(good)}; not under ${names(bad)}.`;
}

function blocksOf(summary: Summary, extras: PageExtras): string {
  const clock = clockOf(summary.scenario);
  return [
    block(BLOCK_NAMES.head, headOf(summary, extras)),
    ...summary.policies.flatMap((policy, index) => [
      block(`${BLOCK_NAMES.run}${index}`, packRun(policy.detail, clock)),
      ...(policy.worst === undefined ? [] : [block(`${BLOCK_NAMES.worst}${index}`, packRun(policy.worst, clock))]),
      block(`${BLOCK_NAMES.replications}${index}`, packReplications(policy, clock)),
    ]),
  ].join("\n");
}

function headOf(summary: Summary, { scenarioText = null, topology = null }: PageExtras): PackedHead {
  const { policies, topology: parts, ...rest } = summary;
  return {
    ...rest,
    policies: policies.map((policy) => policyHead(policy, clockOf(summary.scenario))),
    parts: parts.nodes.length,
    compared: comparedMeasures(summary).map(({ key }) => key),
    conditionLabels: labelsOf(CONDITIONS, CONDITION_FILLS),
    phaseLabels: labelsOf(PHASES, PHASE_FILLS),
    scenarioText,
    topology,
  };
}

function labelsOf<Name extends string>(
  names: readonly Name[],
  fills: Readonly<Record<Name, { readonly label: string }>>,
): Readonly<Record<Name, string>> {
  return Object.fromEntries(names.map((name) => [name, fills[name].label])) as Record<Name, string>;
}

function policyHead(policy: PolicyResult, clock: Clock): PackedHead["policies"][number] {
  const { replications, detail, worst, measures, invariants, ...rest } = policy;
  return {
    ...rest,
    measures: packMeasures(measures),
    invariants: invariants.map(({ examples, ...each }) => ({
      ...each,
      examples: examples.map(({ replication, atSeconds, ...example }) => {
        return { replication, atSeconds, what: exampleWritten({ replication, atSeconds, ...example }, clock) };
      }),
    })),
    subjects: subjectsOf(policy),
    transfers: transfersIn(policy),
    replicationsKept: replications.length,
    faultsThatNeverFired: faultsThatNeverFired(policy),
    detailed: [detail, ...(worst === undefined ? [] : [worst])].map(({ replication }) => replication),
  };
}

/** Data for the script; no text in it can end the block early. */
function block(name: string, data: unknown): string {
  return `<script type="application/json" id="${name}">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`;
}
