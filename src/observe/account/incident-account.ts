/** Incidents: from the moment a service (or another subject) could no longer answer until it can again, and what that time was spent on. */
import type { Note, NoteOf, Undertaking } from "../../control/index.js";
import { answers, conditionOf, type Phase, type Subject } from "../../result/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing, Observer, RecordOf } from "../hearing.js";
import { kindsWithIncidents } from "../subject/index.js";
import { type SubjectState, watchStates } from "../subject/state-watch.js";
import type { ObservationContext } from "./context.js";
import type { FaultAccount } from "./fault-account.js";
import type { HostAccount } from "./host-account.js";
import { IncidentCauses } from "./incident-causes.js";
import { type IncidentHeard, isOf, keyOf, serviceNamed, takeUp } from "./incident-heard.js";
import { PhaseClock, type PhaseStretch } from "./phase-clock.js";
import type { PowerCutAccount } from "./power-cut-account.js";
import type { ServiceAccount } from "./service-account.js";
import { bringsBack, concerns, type UndertakingAccount } from "./undertaking-account.js";
import type { VerdictAccount } from "./verdict-account.js";

type StepNote = Extract<Note, { readonly of: unknown }>;

/**
 * The phases of an incident divide its whole time by what was going on:
 * - `detect` until the logic knows (see `detectedAt`); none when it knew before the outage began;
 * - the phase of the step that the recovery of this service (a takeover, say; of a pool the coming of a helper) is at, also while it
 *   pauses before it tries that step again;
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
  /** Services that several hosts serve: nobody is their holder. */
  private readonly pools = new Set<string>();
  private readonly directors = new Set<string>();
  private readonly causes: IncidentCauses;
  /** Since when those that are no services have been up. */
  private readonly upSince = new Map<string, Micros>();
  /** To hear before the account of services, and after the others that it asks. */
  readonly observers: readonly Observer[];

  constructor(
    { spec }: ObservationContext,
    private readonly known: {
      readonly hosts: HostAccount;
      readonly services: ServiceAccount;
      readonly faults: FaultAccount;
      readonly undertakings: UndertakingAccount;
      readonly verdicts: VerdictAccount;
      readonly powerCuts: PowerCutAccount;
    },
  ) {
    this.causes = new IncidentCauses(spec, known);
    for (const { name } of spec.directors) this.directors.add(name);
    for (const { name, runsOn, pool } of spec.services) {
      if (pool !== undefined) this.pools.add(name);
      this.runsOn.set(name, runsOn);
      this.begin(serviceNamed(name), null, 0, 0);
    }
    // Of services more is known than their states: where they run, and since when.
    const others = kindsWithIncidents(spec).filter(({ kind }) => kind !== "service");
    const watch = watchStates(others, { spec, hosts: known.hosts }, (to, at) => this.onState(to, at));
    for (const each of watch.first) this.onState(each, 0);
    this.observers = [this, ...watch.observers];
  }

  readonly hears: Hearing = {
    // Heard before the account of services changes: it still knows since when the service was up, and where.
    ServiceDown: ({ service, at }) => {
      const { up, host, since } = this.known.services.of(service);
      if (up) this.begin(serviceNamed(service), host, since, at);
    },
    ServiceUp: ({ service, host, by, at }) => this.onUp(serviceNamed(service), by ?? host, at),
    FaultInjected: ({ target, at }) => {
      for (const incident of this.open.values()) {
        const { subject, from, start } = incident;
        if (start === at && this.known.faults.touches(target, subject.name, from)) {
          incident.causes = this.known.faults.causes(subject.name, from, at);
        }
      }
    },
    NoteMade: (record) => this.onNote(record),
    PartChanged: ({ part, state, at }) => {
      if (state === "gone") this.abandon(part, at);
    },
  };

  /** The incident of a service that covers this time, its ends included; the last of several. */
  at(service: string, time: Micros): IncidentHeard | null {
    const covers = ({ start, end }: IncidentHeard) => start <= time && (end === null || time <= end);
    return this.incidents.findLast((each) => isOf(each, "service", service) && covers(each)) ?? null;
  }

  /** Whether a service was down at some time between two instants. */
  covers(service: string, from: Micros, to: Micros): boolean {
    const last = this.incidents.findLast((each) => each.start < to && isOf(each, "service", service));
    return last !== undefined && (last.end === null || last.end > from);
  }

  /** Where it ran before, and who brought it back; nobody held it before where several serve, or its director had failed. */
  movedOf({ subject, from, to }: IncidentHeard): Pick<IncidentHeard, "from" | "to"> {
    const isApart = this.pools.has(subject.name) || this.directors.has(to ?? "");
    return { from: subject.kind === "service" && isApart ? null : from, to };
  }

  /** What the time was spent on; for one that has not ended, up to `until`. */
  phasesOf({ clock, start, end, detectedAt }: IncidentHeard, until: Micros): readonly PhaseStretch[] {
    const stretches = clock.until(end ?? until);
    if (detectedAt !== null || stretches.length === 0) return stretches;
    return [{ phase: "repair", start, duration: (end ?? until) - start }];
  }

  private begin(subject: Subject, from: string | null, upSince: Micros, at: Micros): void {
    const recovery = this.known.undertakings.recoveryOf(subject.kind, subject.name);
    const condemned = this.known.verdicts.isCondemned(from ?? this.runsOn.get(subject.name) ?? "");
    const phase: Phase =
      recovery?.steps.at(-1)?.phase ??
      (recovery !== null ? "pause" : condemned || this.causes.takesHost(from) !== undefined ? "repair" : "detect");
    const incident: IncidentHeard = {
      subject,
      start: at,
      from,
      end: null,
      to: null,
      detectedAt: phase === "detect" ? null : at,
      causes: this.causes.of(subject, from, upSince, at),
      recoveries: recovery === null ? [] : [recovery],
      clock: new PhaseClock(at, phase),
    };
    this.incidents.push(incident);
    this.open.set(keyOf(subject), incident);
  }

  /** From a state that means down, whatever follows, until it answers again. */
  private onState({ kind, name, state, behind }: SubjectState, at: Micros): void {
    const subject = { kind, name };
    const key = keyOf(subject);
    const host = kind === "host" ? name : null;
    const condition = conditionOf(state);
    const who = behind?.by ?? host;
    if (answers(condition)) {
      this.onUp(subject, who, at);
      if (!this.upSince.has(key)) this.upSince.set(key, at);
    } else if (condition === "down" && !this.open.has(key)) {
      this.begin(subject, who, this.upSince.get(key) ?? at, at);
      this.upSince.delete(key);
      if (behind?.isKnown === true) this.detect(this.open.get(key)!, at);
    }
  }

  private onUp(subject: Subject, host: string | null, at: Micros): void {
    const incident = this.open.get(keyOf(subject));
    if (incident === undefined) return;
    this.open.delete(keyOf(subject));
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
      case "member-given-up":
        return this.learn(note.set, at, ({ from }) => from === note.member);
      case "duty-lost":
        this.learn(note.set, at, () => true);
        return this.waitForParts(note.set, at);
      case "waiting":
        return this.follow(note.services.map(serviceNamed), at, ({ clock }) => clock.switchTo("repair", at));
      case "begun":
      case "step-begun":
      case "step-ended":
      case "ended":
        if (!bringsBack(note.of) && !this.helpsPool(note.of)) return;
        return this.follow(note.of.subjects, at, (incident) => this.onStep(incident, place, note, at));
    }
  }

  /** A host that is to help where too few answer brings the service back as a takeover does elsewhere. */
  private helpsPool({ kind, subjects }: Undertaking): boolean {
    return kind === "grow" && subjects.some((each) => each.kind === "service" && this.pools.has(each.name));
  }

  private onVerdict({ host, verdict }: NoteOf<"verdict">, at: Micros): void {
    if (verdict === "healthy") return;
    for (const incident of this.open.values()) {
      if ((incident.from ?? this.runsOn.get(incident.subject.name)) === host) this.detect(incident, at);
    }
  }

  /** Those who look after a set have noticed. */
  private learn(set: string, at: Micros, isOf: (incident: IncidentHeard) => boolean): void {
    const incident = this.open.get(keyOf({ kind: "failover-set", name: set }));
    if (incident !== undefined && isOf(incident)) this.detect(incident, at);
  }

  /** Nobody stands in any more: what is under way with its parts is what brings a set back. */
  private waitForParts(set: string, at: Micros): void {
    const incident = this.open.get(keyOf({ kind: "failover-set", name: set }));
    if (incident === undefined) return;
    for (const each of this.known.undertakings.underWay()) {
      if (!concerns(each.of, "failover-set", set)) continue;
      takeUp(incident, each, at);
      const step = each.steps.at(-1);
      if (step !== undefined) incident.clock.switchTo(step.phase, at);
    }
  }

  /** Whoever was at it has died, and another has not begun yet. */
  private abandon(place: string, at: Micros): void {
    for (const { recoveries, clock } of this.open.values()) {
      const last = recoveries.at(-1);
      if (last?.place === place && last.endedAt === at && last.result === "given-up") clock.switchTo("repair", at);
    }
  }

  private follow(subjects: readonly Subject[], at: Micros, act: (incident: IncidentHeard) => void): void {
    for (const subject of subjects) {
      const incident = this.open.get(keyOf(subject));
      if (incident === undefined) continue;
      this.detect(incident, at);
      act(incident);
    }
  }

  private onStep(incident: IncidentHeard, place: string, note: StepNote, at: Micros): void {
    const recovery = this.known.undertakings.find(place, note.of);
    if (recovery !== null) takeUp(incident, recovery, at);
    switch (note.kind) {
      case "step-begun":
        return incident.clock.switchTo(note.phase, at);
      case "ended":
        return incident.clock.switchTo(note.result === "done" ? "resume" : "repair", at);
      case "begun":
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
