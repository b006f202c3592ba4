/** Incidents: from the moment a service could no longer answer until it can again, and what that time was spent on. */
import type { Note } from "../../control/index.js";
import { type AgentSpec, watchersIn } from "../../model/index.js";
import type { Phase } from "../../result/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing, RecordOf } from "../hearing.js";
import type { ObservationContext } from "./context.js";
import type { FaultAccount } from "./fault-account.js";
import { PhaseClock, type PhaseStretch } from "./phase-clock.js";
import type { ServiceAccount } from "./service-account.js";
import type { TakeoverAccount, TakeoverTold } from "./takeover-account.js";

export interface IncidentHeard {
  readonly service: string;
  readonly start: Micros;
  /** Where it ran; `null` for a service that was down from the start. */
  readonly from: string | null;
  end: Micros | null;
  to: string | null;
  /** When the logic knew: a bad verdict on the host, a takeover, or word that it waits; not before the start. */
  detectedAt: Micros | null;
  causes: readonly string[];
  /** Takeovers of the service that were under way at some time of the incident. */
  readonly takeovers: TakeoverTold[];
  readonly clock: PhaseClock;
}

/**
 * The phases of an incident divide its whole time by what was going on:
 * - `detect` until the logic knows (see `detectedAt`); none when it knew before the outage began;
 * - the phase of the step that a takeover of this service is at, also while it pauses before it tries that step again;
 * - `resume` after a takeover ended well and until the service is up;
 * - `pause` while it knows and waits, and a takeover begins later: nobody could stand in yet, or the last one was given up;
 * - `repair` otherwise: known, but nothing more is undertaken. An outage that the logic never noticed is `repair` as a
 *   whole.
 */
export class IncidentAccount {
  /** In the order of their beginning. */
  readonly incidents: IncidentHeard[] = [];
  private readonly open = new Map<string, IncidentHeard>();
  private readonly runsOn = new Map<string, string>();
  private readonly watchers: ReadonlyMap<string, AgentSpec>;

  constructor(
    { spec }: ObservationContext,
    private readonly services: ServiceAccount,
    private readonly faults: FaultAccount,
    private readonly takeovers: TakeoverAccount,
  ) {
    this.watchers = watchersIn(spec.agents);
    for (const { name, runsOn } of spec.services) {
      this.runsOn.set(name, runsOn);
      this.begin(name, null, 0, 0);
    }
  }

  readonly hears: Hearing = {
    // Heard before the account of services changes: it still knows since when the service was up, and where.
    ServiceDown: ({ service, at }) => {
      const { up, host, since } = this.services.of(service);
      if (up) this.begin(service, host, since, at);
    },
    ServiceUp: ({ service, host, at }) => this.onUp(service, host, at),
    FaultInjected: ({ target, at }) => {
      for (const incident of this.open.values()) {
        const { service, from, start } = incident;
        if (start === at && this.faults.touches(target, service, from)) {
          incident.causes = this.faults.causes(service, from, at);
        }
      }
    },
    NoteMade: (record) => this.onNote(record),
  };

  /** The incident of a service that covers this time, its ends included; the last of several. */
  at(service: string, time: Micros): IncidentHeard | null {
    const covers = ({ start, end }: IncidentHeard) => start <= time && (end === null || time <= end);
    return this.incidents.findLast((each) => each.service === service && covers(each)) ?? null;
  }

  /** What the time was spent on; for one that has not ended, up to `until`. */
  phasesOf({ clock, start, end, detectedAt }: IncidentHeard, until: Micros): readonly PhaseStretch[] {
    const stretches = clock.until(end ?? until);
    if (detectedAt !== null || stretches.length === 0) return stretches;
    return [{ phase: "repair", start, duration: (end ?? until) - start }];
  }

  private begin(service: string, from: string | null, upSince: Micros, at: Micros): void {
    const takeover = this.takeovers.of(service);
    const condemned = this.takeovers.isCondemned(from ?? this.runsOn.get(service) ?? "");
    const phase: Phase =
      takeover?.steps.at(-1)?.phase ??
      (takeover !== null ? "pause" : condemned || this.takesHost(from) !== undefined ? "repair" : "detect");
    const incident: IncidentHeard = {
      service,
      start: at,
      from,
      end: null,
      to: null,
      detectedAt: phase === "detect" ? null : at,
      causes: this.causesOf(service, from, upSince),
      takeovers: takeover === null ? [] : [takeover],
      clock: new PhaseClock(at, phase),
    };
    this.incidents.push(incident);
    this.open.set(service, incident);
  }

  /**
   * Faults; without any, those of the host from which a verdict had the service's own watched; else the move for whose sake
   * the service was taken down: its own, or that which takes its host.
   */
  private causesOf(service: string, from: string | null, upSince: Micros): readonly string[] {
    const faults = this.faults.causes(service, from, upSince);
    if (faults.length > 0) return faults;
    const own = this.takeovers.of(service);
    const watcher = own?.because.rule === "verdict" ? this.watchers.get(own.from) : undefined;
    const silenced = watcher === undefined ? [] : this.faults.causes(service, watcher.host, upSince);
    if (silenced.length > 0) return silenced;
    const move = own ?? this.takesHost(from);
    return move === undefined ? [] : [moveInWords(move)];
  }

  /** The move of other services for which a host is cleared. */
  private takesHost(host: string | null): TakeoverTold | undefined {
    return this.takeovers.underWay().find(({ to }) => to === host);
  }

  private onUp(service: string, host: string, at: Micros): void {
    const incident = this.open.get(service);
    if (incident === undefined) return;
    this.open.delete(service);
    if (incident.from === null && at === 0) {
      // Up from the start: there was no incident.
      this.incidents.splice(this.incidents.indexOf(incident), 1);
      return;
    }
    incident.end = at;
    incident.to = host;
  }

  private onNote({ note, at }: RecordOf<"NoteMade">): void {
    if (note.kind === "loss-report") return;
    if (note.kind === "verdict") {
      if (note.verdict === "healthy") return;
      for (const incident of this.open.values()) {
        if ((incident.from ?? this.runsOn.get(incident.service)) === note.host) this.detect(incident, at);
      }
      return;
    }
    if (!("services" in note)) return;
    for (const service of note.services) {
      const incident = this.open.get(service);
      if (incident !== undefined) this.follow(incident, note, at);
    }
  }

  private follow(incident: IncidentHeard, note: Extract<Note, { services: unknown }>, at: Micros): void {
    this.detect(incident, at);
    switch (note.kind) {
      case "takeover-started": {
        const takeover = this.takeovers.of(incident.service);
        if (takeover !== null) incident.takeovers.push(takeover);
        return incident.clock.rename("repair", "pause", at);
      }
      case "step-started":
        return incident.clock.switchTo(note.phase, at);
      case "takeover-ended":
        return incident.clock.switchTo(note.result === "done" ? "resume" : "repair", at);
      case "waiting":
        return incident.clock.switchTo("repair", at);
      case "step-ended":
        return;
    }
  }

  private detect(incident: IncidentHeard, at: Micros): void {
    if (incident.detectedAt !== null) return;
    incident.detectedAt = at;
    incident.clock.switchTo("repair", at);
  }
}

function moveInWords({ routine, because, services }: TakeoverTold): string {
  if (because.rule === "gives-way") return `giving way to ${because.to.join(" and ")}`;
  return `${routine === "failback" ? "failback" : "takeover"} of ${services.join(" and ")}`;
}
