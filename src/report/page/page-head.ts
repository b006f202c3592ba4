/** What the page knows at once; the bulk of each policy (`packed-run.ts`) is decoded when it is looked at. */
import type { Condition, Phase, PolicyResult, Subject, Summary } from "../../result/index.js";
import type { PackedMeasures } from "./packed-measures.js";

/** The head as it stands in the page. */
export interface PackedHead extends Omit<PageHead, "policies"> {
  readonly policies: readonly (Omit<PolicyHead, "measures"> & { readonly measures: PackedMeasures })[];
}

/** Names of the `<script type="application/json">` blocks; those of a policy end with its place. */
export const BLOCK_NAMES = { head: "head", run: "run-", worst: "worst-", replications: "replications-" } as const;

export interface PolicyHead extends Omit<PolicyResult, "replications" | "detail" | "worst"> {
  /** Of whom the page speaks one by one. */
  readonly subjects: readonly Subject[];
  readonly transfers: readonly Subject[];
  /** How many replications the page holds in full. */
  readonly replicationsKept: number;
  readonly faultsThatNeverFired: readonly string[];
  /** The replications that the page holds in detail: the first, and where it is another one the worst. */
  readonly detailed: readonly number[];
}

export interface PageHead extends Omit<Summary, "policies" | "topology"> {
  readonly policies: readonly PolicyHead[];
  /** Keys of the measures by which policies are compared. */
  readonly compared: readonly string[];
  readonly conditionLabels: Readonly<Record<Condition, string>>;
  readonly phaseLabels: Readonly<Record<Phase, string>>;
  /** The scenario as it was written, when the summary carries it. */
  readonly scenarioText: string | null;
  /** How many parts the topology has, and its picture as SVG where one was drawn. */
  readonly parts: number;
  readonly topology: string | null;
}
