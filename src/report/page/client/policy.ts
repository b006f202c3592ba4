/** The policy that is looked at: its results, the time that is shown of them, and the incident that is open. */
import type { Incident } from "../../../result/index.js";
import { fromSeconds } from "../../../units/index.js";
import type { PageReplications, PageRun } from "../packed-run.js";
import type { PolicyHead } from "../page-head.js";
import { stretchOf } from "./incident-lane.js";
import { head, replicationsOf, runOf } from "./page-source.js";
import type { TimeView } from "./time-view.js";

/** Of an opened incident's length, what is shown before and after it. */
const MARGIN = 0.35;

export class Policy {
  readonly head: PolicyHead;
  readonly run: PageRun;
  readonly replications: PageReplications;
  /** Those of the replication that is shown over time. */
  readonly incidents: readonly Incident[];
  opened: Incident | null = null;
  private readonly listeners: (() => void)[] = [];

  constructor(
    readonly index: number,
    readonly view: TimeView,
    /** Place among the replications that are held in detail. */
    readonly which = 0,
  ) {
    this.head = head.policies[index]!;
    this.run = runOf(index, which);
    this.replications = replicationsOf(index);
    this.incidents = this.replications.incidents
      .filter(({ replication }) => replication === this.run.replication)
      .map(({ incident }) => incident);
  }

  onOpen(listener: () => void): void {
    this.listeners.push(listener);
  }

  openIncident(incident: Incident | null): void {
    this.opened = incident;
    history.replaceState(null, "", incident === null ? "#incidents" : this.linkTo(incident));
    this.view.announce();
    for (const listener of this.listeners) listener();
  }

  /** `#incident-3` is the third in the order of time; of a policy that is not the first, `#policy-2-incident-3`. */
  private linkTo(incident: Incident): string {
    const place = this.replications.incidents.findIndex((each) => each.incident === incident) + 1;
    return `#${this.index === 0 ? "" : `policy-${this.index + 1}-`}incident-${place}`;
  }

  /** @param place counted from 1 */
  openPlace(place: number): void {
    const found = this.replications.incidents[place - 1];
    if (found !== undefined) this.openIncident(found.incident);
  }

  /** Opens the incident after or before the one that is open, and brings it into view. */
  stepIncident(direction: 1 | -1): void {
    const { incidents, opened, view } = this;
    const at = opened === null ? -1 : incidents.indexOf(opened);
    const next = incidents[at < 0 ? (direction > 0 ? 0 : incidents.length - 1) : at + direction];
    if (next === undefined) return;
    const [start, end] = stretchOf(next);
    if (!view.isWhole) view.show(start - view.span / 2, start + view.span / 2);
    if (end < view.from || start > view.to) this.showIncident(next);
    this.openIncident(next);
  }

  /** Zooms in on an incident. */
  showIncident(incident: Incident): void {
    const [start, end] = stretchOf(incident);
    const margin = Math.max(fromSeconds(1e-3), (end - start) * MARGIN);
    this.view.show(start - margin, end + margin);
  }
}
