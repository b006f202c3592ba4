/** Builds the page: what speaks of all policies once, what speaks of one anew whenever another is chosen. */
import { fromSeconds } from "../../../units/index.js";
import { availabilitySection } from "./availability.js";
import { comparisonSection } from "./comparison.js";
import { element, nothing } from "./dom.js";
import { incidentsSection } from "./incidents.js";
import { loadSection } from "./load.js";
import { measuresSection } from "./measures.js";
import { head } from "./page-source.js";
import { Policy } from "./policy.js";
import { replicationsSection } from "./replications.js";
import { invariantsSection, originSection } from "./tables.js";
import { isPrinting, onThemeChange, startTheme, themeButton } from "./theme.js";
import { TimeView } from "./time-view.js";
import { topologySection } from "./topology.js";
import { verdictSection } from "./verdict.js";

const end = fromSeconds(head.scenario.durationSeconds);
const view = new TimeView(end);
const main = document.querySelector("main")!;
const ofPolicy = element("div", { class: "of-policy" });
const rest = element("div", { class: "of-policy" });
const topology = topologySection();

function showPolicy(index: number, which = 0): Policy {
  view.forgetListeners();
  const policy = new Policy(index, view, which);
  ofPolicy.replaceChildren(
    ...replicationChoice(policy),
    availabilitySection(policy),
    incidentsSection(policy),
    loadSection(policy),
  );
  rest.replaceChildren(measuresSection(policy), invariantsSection(policy), topology, originSection(policy));
  view.announce();
  return policy;
}

/** Which replication is shown over time: the first, or the one that went worst. */
function replicationChoice({ index, which, head: { detailed } }: Policy): readonly HTMLElement[] {
  if (detailed.length < 2) return [];
  const select = element(
    "select",
    { id: "replication", change: () => showPolicy(index, select.selectedIndex) },
    detailed.map((replication, place) =>
      element("option", { selected: place === which }, `${replication}, ${place === 0 ? "the first" : "the worst"}`),
    ),
  );
  return [element("p", { class: "controls" }, element("label", {}, "Shown over time: replication ", select))];
}

/** What the address of the page names: an incident, perhaps of another policy than the first. */
function openLinked(): void {
  const [, policy = "1", place] = /^#(?:policy-(\d+)-)?incident-(\d+)$/.exec(location.hash) ?? [];
  const index = Number(policy) - 1;
  if (place === undefined || head.policies[index] === undefined) return;
  const choice = document.querySelector<HTMLSelectElement>("#policy");
  if (choice !== null) choice.selectedIndex = index;
  const shown = showPolicy(index);
  const { replication } = shown.replications.incidents[Number(place) - 1] ?? { replication: 0 };
  // Told in full where the page holds its replication in detail.
  const which = shown.head.detailed.indexOf(replication);
  (which > 0 ? showPolicy(index, which) : shown).openPlace(Number(place));
}

function policyChoice(): HTMLElement | null {
  if (head.policies.length < 2) return null;
  const select = element(
    "select",
    { id: "policy", change: () => showPolicy(select.selectedIndex) },
    head.policies.map(({ policy }) => element("option", {}, policy)),
  );
  return element("label", { class: "policy-choice" }, "Policy ", select);
}

function start(): void {
  document.querySelector("nav")!.append(...[policyChoice()].filter((choice) => choice !== null), themeButton());
  startTheme();
  if (head.policies.length === 0) main.append(nothing("Nothing to show: no policy was run."));
  else showAll();
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("understudy:painted")));
}

function showAll(): void {
  main.append(verdictSection(end), ofPolicy, replicationsSection(), comparisonSection(), rest);
  showPolicy(0);
  openLinked();
  addEventListener("hashchange", openLinked);
  onThemeChange(() => (isPrinting() ? view.redraw() : view.announce()));
}

start();
