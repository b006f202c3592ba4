/** Whether a policy holds what was expected of it, in two cells of a table that has rows for those whom it serves. */
import type { Subject } from "../../../result/index.js";
import type { PolicyHead } from "../page-head.js";
import { mark, type Child } from "./dom.js";

export const VERDICT_TITLES = [{ title: "Expectations" }, { title: "Invariants" }];

/**
 * Beside each what is expected of it; the first row of a policy has besides what is expected of nobody in the table, and the
 * invariants, which are of the whole run.
 */
export function verdictCells(
  { expectations, invariants }: PolicyHead,
  told: readonly Subject[],
  { name }: Subject,
): readonly Child[] {
  const isFirst = told[0]?.name === name;
  const isOf = (key: string, whose: string): boolean => key.startsWith(`${whose}.`);
  const own = expectations.filter(
    ({ key }) => isOf(key, name) || (isFirst && !told.some((each) => isOf(key, each.name))),
  );
  return [heldCell(own), isFirst ? invariantsCell(invariants) : null];
}

function heldCell(expectations: PolicyHead["expectations"]): Child {
  const { length } = expectations;
  if (length === 0) return "none stated";
  const failed = expectations.filter(({ holds }) => !holds).length;
  if (failed === 0) return mark(true, length === 1 ? "holds" : `all ${length} hold`);
  return mark(false, length === 1 ? "failed" : `${failed} of ${length} failed`);
}

function invariantsCell(invariants: PolicyHead["invariants"]): Child {
  const violated = invariants.filter(({ violations }) => violations > 0).length;
  if (invariants.length === 0) return "none checked";
  return mark(violated === 0, violated === 0 ? "none violated" : `${violated} violated`);
}
