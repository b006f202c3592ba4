/** Incidents: from the moment a service could no longer answer until it can again, and what that time was spent on. */
import { type Note, type NoteOf, sayCause } from "../../control/index.js";
import { type AgentSpec, watchersIn } from "../../model/index.js";
import type { Phase } from "../../result/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing, RecordOf } from "../hearing.js";
import type { ObservationContext } from "./context.js";
import type { FaultAccount } from "./fault-account.js";
import { PhaseClock, type PhaseStretch } from "./phase-clock.js";
import type { ServiceAccount } from "./service-account.js";
import { subjectsOf, type UndertakingAccount, type UndertakingTold } from "./undertaking-account.js";
import type { VerdictAccount } from "./verdict-account.js";

type StepNote = Extract<Note, { readonly of: unknown }>;

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
  /** What was undertaken to bring the service back, at some time of the incident. */
  readonly recoveries: UndertakingTold[];
  readonly clock: PhaseClock;
}

/**
 * The phases of an incident divide its whole time by what was going on:
 * - `detect` until the logic knows (see `detectedAt`); none when it knew before the outage began;
 * - the phase of the step that the recovery of this service (a takeover, say) is at, also while it pauses before it tries that step again;
 * - `resume` after that ended well and until the service is up;
 * - `pause` while it knows and waits, and another begins later: nobody could stand in yet, or the last one was given up;
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
    private readonly known: {
      readonly services: ServiceAccount;
      readonly faults: FaultAccount;
      readonly undertakings: UndertakingAccount;
      readonly verdicts: VerdictAccount;
    },
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
      const { up, host, since } = this.known.services.of(service);
      if (up) this.begin(service, host, since, at);
    },
    ServiceUp: ({ service, host, at }) => this.onUp(service, host, at),
    FaultInjected: ({ target, at }) => {
      for (const incident of this.open.values()) {
        const { service, from, start } = incident;
        if (start === at && this.known.faults.touches(target, service, from)) {
          incident.causes = this.known.faults.causes(service, from, at);
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
    const recovery = this.known.undertakings.recoveryOf("service", service);
    const condemned = this.known.verdicts.isCondemned(from ?? this.runsOn.get(service) ?? "");
    const phase: Phase =
      recovery?.steps.at(-1)?.phase ??
      (recovery !== null ? "pause" : condemned || this.takesHost(from) !== undefined ? "repair" : "detect");
    const incident: IncidentHeard = {
      service,
      start: at,
      from,
      end: null,
      to: null,
      detectedAt: phase === "detect" ? null : at,
      causes: this.causesOf(service, from, upSince),
      recoveries: recovery === null ? [] : [recovery],
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
    const faults = this.known.faults.causes(service, from, upSince);
    if (faults.length > 0) return faults;
    const own = this.known.undertakings.recoveryOf("service", service);
    const watcher = own?.because.rule === "verdict" ? this.watchers.get(own.of.from ?? "") : undefined;
    const silenced = watcher === undefined ? [] : this.known.faults.causes(service, watcher.host, upSince);
    if (silenced.length > 0) return silenced;
    const move = own ?? this.takesHost(from);
    return move === undefined ? [] : [sayCause(move.of, move.because)];
  }

  /** The move of other services for which a host is cleared. */
  private takesHost(host: string | null): UndertakingTold | undefined {
    return this.known.undertakings.recoveriesUnderWay().find(({ of }) => of.to === host);
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

  private onNote({ place, note, at }: RecordOf<"NoteMade">): void {
    switch (note.kind) {
      case "verdict":
        return this.onVerdict(note, at);
      case "waiting":
        return this.follow(note.services, at, ({ clock }) => clock.switchTo("repair", at));
      case "begun":
      case "step-begun":
      case "step-ended":
      case "ended":
        if (!note.of.recovers) return;
        return this.follow(subjectsOf(note.of, "service"), at, (incident) => this.onStep(incident, place, note, at));
    }
  }

  private onVerdict({ host, verdict }: NoteOf<"verdict">, at: Micros): void {
    if (verdict === "healthy") return;
    for (const incident of this.open.values()) {
      if ((incident.from ?? this.runsOn.get(incident.service)) === host) this.detect(incident, at);
    }
  }

  private follow(services: readonly string[], at: Micros, act: (incident: IncidentHeard) => void): void {
    for (const service of services) {
      const incident = this.open.get(service);
      if (incident === undefined) continue;
      this.detect(incident, at);
      act(incident);
    }
  }

  private onStep({ recoveries, clock }: IncidentHeard, place: string, note: StepNote, at: Micros): void {
    switch (note.kind) {
      case "begun": {
        const recovery = this.known.undertakings.find(place, note.of);
        if (recovery !== null) recoveries.push(recovery);
        return clock.rename("repair", "pause", at);
      }
      case "step-begun":
        return clock.switchTo(note.phase, at);
      case "ended":
        return clock.switchTo(note.result === "done" ? "resume" : "repair", at);
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
