/** What machines undertake for subjects, step by step. Times are seconds of simulated time. */
import type { Quantity } from "./quantity.js";

/** What is measured and watched: a service, a host, or what a family of machines has beside them. */
export interface Subject {
  readonly kind: string;
  readonly name: string;
}

/**
 * What an incident's time was spent on, in the order in which it usually comes. `pause`: the logic knew, and waited before
 * it began a takeover or another one. `repair`: nothing more was undertaken.
 */
export const PHASES = ["detect", "fence", "data", "boot", "redirect", "resume", "person", "pause", "repair"] as const;
export type Phase = (typeof PHASES)[number];

export interface StepResult {
  readonly step: string;
  readonly figure: string | null;
  readonly phase: Phase;
  readonly startSeconds: number;
  readonly endSeconds: number | null;
  readonly outcome: "done" | "failed" | "unknown" | "skipped" | "running";
  readonly reason: string;
  /** Where quantities stand in the reason; absent when there are none. */
  readonly quantities?: readonly Quantity[] | undefined;
}

/** What a machine began and ended, as a timeline of its steps. */
export interface UndertakingResult {
  readonly family: string;
  readonly kind: string;
  readonly subjects: readonly Subject[];
  readonly from: string | null;
  readonly to: string | null;
  readonly startSeconds: number;
  readonly endSeconds: number | null;
  /** `null`: it had not ended when the run did. */
  readonly result: "done" | "given-up" | null;
  readonly steps: readonly StepResult[];
}

/** One that was to bring its subjects back; what older files do not have may be absent. */
export interface Takeover {
  readonly family?: string | undefined;
  readonly kind?: string | undefined;
  readonly subjects?: UndertakingResult["subjects"] | undefined;
  readonly result?: UndertakingResult["result"] | undefined;
  /** Those of its subjects that are services. */
  readonly services: readonly string[];
  readonly from: string;
  readonly to: string | null;
  readonly startSeconds: number;
  readonly endSeconds: number | null;
  readonly steps: readonly StepResult[];
}
