/** The faults before an incident by name: of many at once the latest few, and how many more. */
import { someOf } from "../units/index.js";

/** A rack that goes takes a hundred along: their names would be all that is read. The rest stands in incidents.csv. */
const MOST_TOLD = 4;

/** Empty where there is none. */
export function causesInWords(causes: readonly string[], joint: " and " | ", " = " and "): string {
  return someOf(causes, MOST_TOLD, causes.length <= MOST_TOLD ? joint : ", ");
}
