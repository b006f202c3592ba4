/** Whether a policy holds what was expected of it, in two cells of a table. */
import type { PolicyHead } from "../page-head.js";
import { mark, type Child } from "./dom.js";

export const VERDICT_TITLES = [{ title: "Expectations" }, { title: "Invariants" }];

export function verdictCells({ expectations, invariants }: PolicyHead): readonly Child[] {
  const failed = expectations.filter(({ holds }) => !holds).length;
  const violated = invariants.filter(({ violations }) => violations > 0).length;
  return [
    expectations.length === 0
      ? "none stated"
      : mark(
          failed === 0,
          failed === 0 ? `all ${expectations.length} hold` : `${failed} of ${expectations.length} failed`,
        ),
    invariants.length === 0
      ? "none checked"
      : mark(violated === 0, violated === 0 ? "none violated" : `${violated} violated`),
  ];
}
