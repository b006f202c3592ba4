/** The faults before an incident by name: of many at once the latest few, and how many more. */

/** A rack that goes takes a hundred along: their names would be all that is read. The rest stands in incidents.csv. */
const MOST_TOLD = 4;

/** Empty where there is none. */
export function causesInWords(causes: readonly string[], joint: " and " | ", " = " and "): string {
  if (causes.length <= MOST_TOLD) return causes.join(joint);
  const told = MOST_TOLD - 1;
  return `${causes.slice(0, told).join(", ")} and ${causes.length - told} more`;
}
