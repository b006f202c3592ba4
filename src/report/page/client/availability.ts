/** Strips of every actor over the run, with the faults that hit them and the incidents that followed. */
import { CONDITIONS, conditionOf, type Condition } from "../../../result/actor-state.js";
import type { Strip } from "../../../result/index.js";
import { fromSeconds, toSeconds, type Micros } from "../../../units/index.js";
import { laneFigure } from "../../lane-figure.js";
import { formatCount, formatNumberOf, formatShare } from "../../number-format.js";
import type { PageRun, PageStrip } from "../packed-run.js";
import { intervalAt, stripColumns, timeByCondition } from "../strip-columns.js";
import type { Policy } from "./policy.js";
import { element, nothing, place, section } from "./dom.js";
import { faultLaneHeight, paintFaultLane, placeFaults, shadeFaults } from "./fault-lane.js";
import { INCIDENT_LANE_HEIGHT, incidentNear, paintIncidentLane } from "./incident-lane.js";
import { instantInWords } from "./instant.js";
import { Lane } from "./lane.js";
import { head } from "./page-source.js";
import { attachStage, KEYS_IN_WORDS, stageButtons } from "./stage.js";
import { MARK_HEIGHT, paintStrip, STRIP_HEIGHT } from "./strip-painter.js";
import { axisOf, type TimeAxis } from "./time-axis.js";

const GROUPS: readonly (readonly [kind: Strip["kind"], title: string])[] = [
  ["service", "Services"],
  ["host", "Hosts"],
  ["agent", "Agents"],
  ["controller", "Controllers"],
  ["relay", "Power relays"],
  ["network", "Networks"],
  ["connector", "Connectors"],
  ["link", "Links"],
  ["switch", "Switches"],
  ["path", "Paths"],
  ["array", "Storage arrays"],
  ["volume", "Volumes"],
];

/** Kinds that families have beside these come after them, but for those that the page speaks of one by one: they come first. */
function groupsOf(strips: readonly PageStrip[], told: ReadonlySet<string>): typeof GROUPS {
  const others = new Set(strips.map(({ kind }) => kind));
  for (const [kind] of GROUPS) others.delete(kind);
  const titled = [...others].map((kind) => [kind, titleOf(kind)] as const);
  const isTold = ([kind]: (typeof GROUPS)[number]): boolean => told.has(kind);
  return [...titled.filter(isTold), ...GROUPS, ...titled.filter((each) => !isTold(each))];
}

/** `Control processors`. */
function titleOf(kind: string): string {
  const words = kind.replaceAll("-", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}s`;
}

/** Groups beyond those that are told and hosts stand open while there are no more strips than these. */
const MOST_OPEN = 24;

/** What is about to come into view is painted before it does. */
const AHEAD = { rootMargin: "800px" };

/** How near to an incident a click must be, in pixels. */
const REACH = 8;

export function availabilitySection(policy: Policy): HTMLElement {
  const { whole, body } = section(
    "availability",
    "Availability over time",
    "When was everything up, what was done to it, and what followed?",
  );
  const { run } = policy;
  if (run.strips.length === 0 || policy.view.end <= 0) {
    body.append(nothing("Nothing to show: no actor was observed."));
    return whole;
  }
  if (head.policies[policy.index]!.replicationsRun > 1) {
    body.append(element("p", { class: "note" }, `Replication ${run.replication} is shown.`));
  }
  body.append(new Picture(policy).element, legendOf(run));
  return whole;
}

class Picture {
  readonly element: HTMLElement;
  private readonly lanes: Lane[] = [];
  private readonly laneOf = new Map<Element, Lane>();
  private readonly stripAt = new Map<Element, PageStrip>();
  private readonly crosshair = element("div", { class: "crosshair", hidden: true });
  private readonly tip = element("div", { class: "tip", hidden: true });
  private readonly shade = element("div", { class: "shade" });
  private readonly axis: TimeAxis;
  private width = 0;
  private readonly faultHeight: number;

  constructor(private readonly policy: Policy) {
    const { view } = policy;
    this.axis = axisOf(view);
    this.faultHeight = faultLaneHeight(policy.run.bands, view);
    this.element = element(
      "div",
      { class: "stage", tabindex: 0, role: "group", "aria-label": `Availability over time. ${KEYS_IN_WORDS}` },
      element("div", { class: "stage-head" }, stageButtons(view), this.axis.caption),
      this.shade,
      this.axis.lane,
      ...this.eventLanes(),
      ...this.groups(),
      this.crosshair,
      this.tip,
      element("p", { class: "hint controls" }, KEYS_IN_WORDS),
    );
    attachStage(this.element, view, {
      plotArea: () => this.axis.plot.getBoundingClientRect(),
      clicked: (at, event) => this.onClick(at, event),
      pointed: (at, event) => this.point(at, event),
      left: () => this.unpoint(),
      step: (direction) => policy.stepIncident(direction),
    });
    view.onChange(() => this.draw());
    new ResizeObserver(() => view.announce()).observe(this.axis.plot);
    const seen = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const lane = this.laneOf.get(target)!;
        if (isIntersecting) lane.entered(this.width);
        else lane.inView = false;
      }
    }, AHEAD);
    for (const lane of this.lanes) seen.observe(lane.element);
  }

  private add(lane: Lane): HTMLElement {
    this.lanes.push(lane);
    this.laneOf.set(lane.element, lane);
    return lane.element;
  }

  private eventLanes(): readonly HTMLElement[] {
    const { run, view, incidents } = this.policy;
    const faults = new Lane({
      name: "Faults",
      figure: run.bands.length === 0 ? "none" : formatCount(run.bands.length),
      height: this.faultHeight,
      paint: (canvas, width, ratio) => paintFaultLane(canvas, placeFaults(run.bands, view, width), ratio),
    });
    const lane = new Lane({
      name: "Incidents",
      figure: incidents.length === 0 ? "none" : formatCount(incidents.length),
      height: INCIDENT_LANE_HEIGHT,
      paint: (canvas, width, ratio) => paintIncidentLane(canvas, incidents, this.policy.opened, view, { width, ratio }),
    });
    lane.plot.classList.add("clickable");
    return [this.add(faults), this.add(lane)];
  }

  private groups(): readonly HTMLElement[] {
    const { strips } = this.policy.run;
    const told = new Set(this.policy.head.subjects.map((each) => each.kind));
    return groupsOf(strips, told).flatMap(([kind, title]) => {
      const ofKind = strips.filter((strip) => strip.kind === kind);
      if (ofKind.length === 0) return [];
      const open = told.has(kind) || kind === "service" || kind === "host" || strips.length <= MOST_OPEN;
      const lanes = ofKind.map((strip) => this.stripLane(strip));
      return [
        element(
          "details",
          { open },
          element("summary", {}, `${title} `, element("span", {}, formatCount(lanes.length))),
          lanes,
        ),
      ];
    });
  }

  private stripLane(strip: PageStrip): HTMLElement {
    const { view } = this.policy;
    const lane = new Lane({
      name: strip.actor,
      figure: figureOf(strip, view.end),
      height: STRIP_HEIGHT + MARK_HEIGHT,
      paint: (canvas, _width, ratio) =>
        paintStrip(canvas, stripColumns(strip, view.from, view.to, canvas.width, view.end), ratio),
    });
    lane.plot.classList.add("strip");
    this.stripAt.set(lane.element, strip);
    return this.add(lane);
  }

  private draw(): void {
    const { width } = this.axis.plot.getBoundingClientRect();
    this.width = width;
    this.axis.draw(width);
    const top = this.axis.lane.offsetTop + this.axis.lane.offsetHeight;
    place(this.shade, { top: `${top + this.faultHeight}px` });
    shadeFaults(this.shade, placeFaults(this.policy.run.bands, this.policy.view, width), width);
    for (const lane of this.lanes) lane.update(width);
  }

  /** On the strip of what has incidents its own are meant, elsewhere any. */
  private onClick(at: Micros, event: PointerEvent): void {
    const { view, incidents } = this.policy;
    const strip = this.stripUnder(event);
    const hasOwn = head.policies[this.policy.index]!.subjects.some(({ kind }) => kind === strip?.kind);
    const meant = hasOwn ? incidents.filter(({ service }) => service === strip?.actor) : incidents;
    const near = incidentNear(meant, at, (REACH / this.width) * view.span);
    if (near !== null) this.policy.openIncident(near);
  }

  private point(at: Micros, event: PointerEvent): void {
    const { left } = this.axis.plot.getBoundingClientRect();
    const box = this.element.getBoundingClientRect();
    const x = left - box.left + this.policy.view.shareOf(at) * this.width;
    place(this.crosshair, { left: `${x}px` }).hidden = false;
    const strip = this.stripUnder(event);
    const perPixel = this.policy.view.span / Math.max(1, this.width);
    this.tip.replaceChildren(
      element("strong", {}, instantInWords(at)),
      ...(strip === undefined ? [] : [element("span", {}, `${strip.actor}: ${stateInWords(strip, at, perPixel)}`)]),
    );
    this.tip.hidden = false;
    const width = this.tip.offsetWidth;
    place(this.tip, {
      left: `${Math.max(0, Math.min(box.width - width - 4, x + 12))}px`,
      top: `${event.clientY - box.top + 16}px`,
    });
  }

  private stripUnder({ target }: PointerEvent): PageStrip | undefined {
    return this.stripAt.get((target as Element).closest(".lane") ?? this.element);
  }

  private unpoint(): void {
    this.crosshair.hidden = true;
    this.tip.hidden = true;
  }
}

function figureOf(strip: PageStrip, end: Micros): string {
  const times = timeByCondition(strip, fromSeconds(head.scenario.warmUpSeconds), end);
  const seconds = Object.fromEntries(CONDITIONS.map((each, at) => [each, toSeconds(times[at]!)]));
  return laneFigure(
    seconds as Record<Condition, number>,
    [...new Set(strip.states)].map((state) => strip.names[state]!),
  );
}

/** The state at an instant, or how many changes there are within the pixel. */
function stateInWords(strip: PageStrip, at: Micros, perPixel: Micros): string {
  const first = intervalAt(strip, at - perPixel / 2);
  const last = intervalAt(strip, at + perPixel / 2);
  if (first === last) return strip.names[strip.states[first]!]!;
  const times = timeByCondition(strip, Math.max(0, at - perPixel / 2), at + perPixel / 2);
  const shares = CONDITIONS.flatMap((condition, place) =>
    times[place]! > 0 ? [`${formatShare(Math.min(1, times[place]! / perPixel))} ${condition}`] : [],
  );
  return `${shares.join(", ")} (${formatNumberOf(last - first, "change")})`;
}

function legendOf(run: PageRun): HTMLElement {
  const occurring = new Set(
    run.strips.flatMap(({ states, names }) => [...new Set(states)].map((state) => conditionOf(names[state]!))),
  );
  return element(
    "ul",
    { class: "legend" },
    CONDITIONS.filter((condition) => occurring.has(condition)).map((condition) =>
      element("li", {}, element("i", { class: `swatch condition-${condition}` }), head.conditionLabels[condition]),
    ),
    element("li", {}, element("i", { class: "swatch faulted" }), "a fault lasts"),
    occurring.has("down") ? element("li", {}, element("i", { class: "peak" }), "a short outage") : null,
  );
}
