/** One incident as it is heard, from its beginning on. */
import type { Subject } from "../../result/index.js";
import type { Micros } from "../../units/index.js";
import type { PhaseClock } from "./phase-clock.js";
import type { UndertakingTold } from "./undertaking-account.js";

export interface IncidentHeard {
  readonly subject: Subject;
  readonly start: Micros;
  /** Where it ran; `null` for a service that was down from the start. */
  readonly from: string | null;
  end: Micros | null;
  to: string | null;
  /** When the logic knew: a bad verdict on the host, a takeover, or word that it waits; not before the start. */
  detectedAt: Micros | null;
  causes: readonly string[];
  /** What was undertaken to bring it back, at some time of the incident. */
  readonly recoveries: UndertakingTold[];
  readonly clock: PhaseClock;
}

/** Until then it was waited. Who asks first whether others agree recovers nothing before they do. */
export function takeUp({ recoveries, clock }: IncidentHeard, recovery: UndertakingTold, at: Micros): void {
  if (recoveries.includes(recovery)) return;
  recoveries.push(recovery);
  clock.rename("repair", "pause", at);
}

export function isOf({ subject }: IncidentHeard, kind: string, name: string): boolean {
  return subject.kind === kind && subject.name === name;
}

export function serviceNamed(name: string): Subject {
  return { kind: "service", name };
}

export function keyOf({ kind, name }: Subject): string {
  return `${kind} ${name}`;
}
