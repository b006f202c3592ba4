/** The switches between hosts and storage systems. */
import type { SwitchSpec } from "../../model/index.js";
import type { Parts } from "../section/parts.js";

export function switchSpecs({ switches }: Parts): readonly SwitchSpec[] {
  return switches.list.map(({ name }) => ({ name }));
}
