/** Who repairs. */
import type { CrewSpec } from "../../model/index.js";
import type { Parts } from "../section/parts.js";

export function crewSpecs({ crews }: Parts): readonly CrewSpec[] {
  return crews.list.map(({ name, value }) => ({
    name,
    size: value.size,
    ...(value.picks !== undefined && { picks: value.picks }),
  }));
}
