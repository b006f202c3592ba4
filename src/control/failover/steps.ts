/** What a step of failover is, and the move of a service group that its steps are about. */
import type { Step } from "../kit/step.js";
import { hostSteps } from "../kit/steps.js";
import { arrayOf, strayAt } from "./devices.js";
import { type Facts, host } from "./facts.js";
import type { FailoverPolicy } from "./policy.js";
import type { VolumeFacts } from "./volume-facts.js";

/** What moves, from where, to where, and by which policy. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** Whose identity the services have: who holds them when all is well. */
  readonly home: string;
  readonly services: readonly string[];
  readonly volumes: readonly string[];
  readonly policy: FailoverPolicy;
  readonly kind: MoveKind;
  /** The former holder works, and is shut down by choice: for failback, or because it is about to fail or too slow. */
  readonly chosen?: true;
  /** The former holder works, as far as is known, and has said that it does not reach its storage. */
  readonly blind?: true;
  /** Who could stand in instead with what lies in another storage system than the data in use. */
  readonly elsewhere?: readonly string[];
  /** Its users may be sent to where it was before, whoever held it since. */
  readonly sentAway?: true;
  /** What the stand-in did itself was displaced before this began: it is nothing that it could simply go on with. */
  readonly displacedBefore?: true;
}

/** `own life`: a host goes on with what it did before it stood in; `giving way`: it goes nowhere, its host is wanted for something else. */
export type MoveKind = "takeover" | "failback" | "own life" | "giving way" | "with its site";

export interface FailoverStep extends Step<Facts> {
  /** The storage systems that work on it and that something else could do without: they are asked whether they are still there. */
  readonly asks?: (facts: Facts) => readonly string[];
}

/** Those that failover has in common with others. */
export const steps = hostSteps(host);

/** The storage system that has not answered when a device of a volume was to be withdrawn from the former holder. */
export function silentTo(known: VolumeFacts, { from }: Pick<Move, "from">): string | null {
  const stray = strayAt(known, from);
  return stray === null ? null : arrayOf(known, stray);
}

/** Nobody takes over from it: it goes on where it is. */
export function startsAnew({ from, to, kind }: Move): boolean {
  return from === to && kind !== "giving way";
}
