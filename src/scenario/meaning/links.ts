/** The cables between hosts and storage systems. */
import type { LinkSpec } from "../../model/index.js";
import type { Parts } from "../section/parts.js";

export function linkSpecs({ links }: Parts): readonly LinkSpec[] {
  return links.list.map(({ name, value }) => ({ name, ...value }));
}
