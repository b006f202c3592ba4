/** Why a step ended as it did, where that says more than the outcome. */
import type { StepResult } from "../../../result/index.js";

/** `null` when it says no more. */
export function reasonOf({ reason, outcome }: StepResult): string | null {
  return reason === "" || reason === outcome ? null : reason;
}
