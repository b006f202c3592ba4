/** Every incident that the page holds, page by page, in the order that the reader wants; one of them opened. */
import { INCIDENTS_KEPT, causesInWords, type Incident } from "../../../result/index.js";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumberOf,
  formatShare,
  NO_VALUE,
} from "../../number-format.js";
import { brownedOut, needlessInWords, type PlacedIncident } from "../../policy-facts.js";
import { element, nothing, section, table } from "./dom.js";
import { incidentDetail } from "./incident-detail.js";
import { clock } from "./instant.js";
import { head } from "./page-source.js";
import { phaseBar, phaseLegend } from "./phase-bar.js";
import type { Policy } from "./policy.js";

const PER_PAGE = 25;
const BLAME_SHOWN = 8;

type Order = (a: PlacedIncident, b: PlacedIncident) => number;

const IN_ORDER_OF_TIME = "in order of time";
/** In which they stand first where one sees only some of them. */
const LONGEST_FIRST = "the longest first";

const ORDERS: Readonly<Record<string, Order>> = {
  [IN_ORDER_OF_TIME]: () => 0,
  [LONGEST_FIRST]: (a, b) => b.incident.recoveryTimeSeconds - a.incident.recoveryTimeSeconds,
  "most writes lost first": (a, b) => b.incident.lostWrites - a.incident.lostWrites,
};

export function incidentsSection(policy: Policy): HTMLElement {
  const { whole, body } = section(
    "incidents",
    "Incidents",
    "What went wrong, how long did it last, and where did the time go?",
  );
  const { incidents } = policy.replications;
  const dimmed = brownedOut(policy.head);
  if (dimmed.length > 0)
    body.append(element("p", { class: "note" }, `${dimmed.join(", ")}: up, and yet its objective was missed.`));
  const needless = needlessInWords(policy.head);
  if (needless !== null) body.append(element("p", { class: "note" }, `${needless}.`));
  if (incidents.length === 0) {
    if (dimmed.length === 0) body.append(nothing("No incident: nothing that users need was down."));
    return whole;
  }
  const detail = element("div", { class: "detail", id: "incident", hidden: true });
  const list = new List(policy);
  policy.onOpen(() => {
    if (policy.opened === null && detail.contains(document.activeElement)) list.focusLast();
    list.markOpened();
    showDetail(detail, policy);
  });
  detail.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") policy.openIncident(null);
  });
  body.append(element("p", {}, countInWords(policy)), detail, list.element, ...blameBlock(policy));
  return whole;
}

function countInWords({ head: { replicationsRun, replicationsKept }, replications }: Policy): string {
  const count = formatNumberOf(replications.incidents.length, "incident");
  const open = replications.incidents.filter(({ incident }) => incident.endSeconds === null).length;
  const kept =
    replicationsKept < replicationsRun
      ? ` in the ${formatCount(replicationsKept)} of ${formatNumberOf(replicationsRun, "replication")} that are held in full`
      : replicationsRun > 1
        ? ` in ${formatNumberOf(replicationsRun, "replication")}`
        : "";
  const cut = isCut(replications.incidents) ? " There may be more: incidents.csv lists all of them." : "";
  return `${count}${kept}${open > 0 ? `; ${formatCount(open)} had not ended when the run did` : ""}.${cut}`;
}

/** Of a replication with so many the others are not here. */
function isCut(incidents: Policy["replications"]["incidents"]): boolean {
  const counts = new Map<number, number>();
  for (const { replication } of incidents) counts.set(replication, (counts.get(replication) ?? 0) + 1);
  return [...counts.values()].some((count) => count >= INCIDENTS_KEPT);
}

function showDetail(detail: HTMLElement, policy: Policy): void {
  const { opened } = policy;
  detail.hidden = opened === null;
  detail.replaceChildren();
  if (opened === null) return;
  const placed = policy.replications.incidents.find(({ incident }) => incident === opened)!;
  detail.append(...incidentDetail(placed, policy));
  detail.scrollIntoView({ block: "nearest" });
}

class List {
  readonly element: HTMLElement;
  private readonly rows = element("div");
  private readonly pager = element("div", { class: "controls pager" });
  private readonly buttons = new Map<Incident, HTMLElement>();
  private sorted: readonly PlacedIncident[];
  private first = 0;

  constructor(private readonly policy: Policy) {
    const { incidents } = policy.replications;
    const first = incidents.length > PER_PAGE ? LONGEST_FIRST : IN_ORDER_OF_TIME;
    this.sorted = incidents.toSorted(ORDERS[first]!);
    const select = element(
      "select",
      { "aria-label": "Order of the incidents", change: () => this.sort(select.value) },
      Object.keys(ORDERS).map((order) => element("option", { selected: order === first }, order)),
    );
    this.element = element(
      "div",
      {},
      element("div", { class: "controls" }, element("label", {}, "Show ", select)),
      this.rows,
      this.pager,
    );
    this.draw();
  }

  private sort(order: string): void {
    this.sorted = this.policy.replications.incidents.toSorted(ORDERS[order]!);
    this.first = 0;
    this.draw();
  }

  markOpened(): void {
    const place = this.sorted.findIndex(({ incident }) => incident === this.policy.opened);
    if (place >= 0 && (place < this.first || place >= this.first + PER_PAGE)) {
      this.first = place - (place % PER_PAGE);
      this.draw();
    }
    for (const [incident, button] of this.buttons) {
      button.setAttribute("aria-expanded", String(incident === this.policy.opened));
    }
  }

  /** Back to where the incident that is about to be closed was opened. */
  focusLast(): void {
    [...this.buttons.values()].find((button) => button.getAttribute("aria-expanded") === "true")?.focus();
  }

  private draw(): void {
    const shown = this.sorted.slice(this.first, this.first + PER_PAGE);
    const several = this.policy.head.replicationsRun > 1;
    this.buttons.clear();
    this.rows.replaceChildren(
      table(
        "Incidents",
        [
          { title: "Service" },
          ...(several ? [{ title: "Replication", numeric: true }] : []),
          { title: "At", numeric: true },
          { title: "After" },
          { title: "Recovery time", numeric: true },
          { title: "Where it went" },
          { title: "Lost writes", numeric: true },
        ],
        shown.map(({ replication, incident }) => [
          this.opener(incident),
          ...(several ? [String(replication)] : []),
          clock.brief(incident.startSeconds),
          causesInWords(incident.causes, ", ") || NO_VALUE,
          `${formatDuration(incident.recoveryTimeSeconds)}${incident.endSeconds === null ? ", not ended" : ""}`,
          phaseBar(incident, false),
          incident.lostWrites === 0 ? "0" : `${formatCount(incident.lostWrites)} (${formatBytes(incident.lostBytes)})`,
        ]),
      ),
      phaseLegend(shown.map(({ incident }) => incident)),
    );
    this.drawPager();
    this.markOpened();
  }

  private opener(incident: Incident): HTMLElement {
    const button = element(
      "button",
      {
        type: "button",
        class: "link",
        "aria-controls": "incident",
        click: () => {
          this.policy.openIncident(this.policy.opened === incident ? null : incident);
          document.getElementById("incident-title")?.focus();
        },
      },
      `${incident.service} ${incident.number}`,
    );
    this.buttons.set(incident, button);
    return button;
  }

  private drawPager(): void {
    const count = this.sorted.length;
    if (count <= PER_PAGE) return this.pager.replaceChildren();
    const turn = (to: number) => () => {
      this.first = to;
      this.draw();
    };
    const last = Math.min(count, this.first + PER_PAGE);
    this.pager.replaceChildren(
      element("button", { type: "button", disabled: this.first === 0, click: turn(this.first - PER_PAGE) }, "Previous"),
      element("span", {}, `${formatCount(this.first + 1)} to ${formatCount(last)} of ${formatCount(count)}`),
      element("button", { type: "button", disabled: last === count, click: turn(this.first + PER_PAGE) }, "Next"),
    );
  }
}

/** Which faults cost how much, over all replications. */
function blameBlock({ head: { blame } }: Policy): readonly HTMLElement[] {
  if (blame.length === 0) return [];
  const rows = blame.slice(0, BLAME_SHOWN).map((each) => [
    each.cause === "" ? "no injected fault" : each.cause,
    each.service,
    formatCount(each.incidents),
    formatDuration(each.seconds),
    formatShare(each.share),
    Object.entries(each.phases)
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, 2)
      .filter(([, seconds]) => seconds > 0)
      .map(([phase, seconds]) => `${head.phaseLabels[phase as keyof typeof each.phases]} ${formatDuration(seconds)}`)
      .join(", "),
  ]);
  return [
    element("h3", {}, "What cost the time"),
    table(
      "What cost the time, over all replications",
      [
        { title: "After" },
        { title: "Service" },
        { title: "Incidents", numeric: true },
        { title: "Time", numeric: true },
        { title: "Share of the service's", numeric: true },
        { title: "Most of it" },
      ],
      rows,
    ),
  ];
}
