/** The networks. */
import type { NetworkSpec } from "../../model/index.js";
import type { Parts } from "../section/parts.js";

export function networkSpecs({ networks }: Parts): readonly NetworkSpec[] {
  return networks.list.map(({ name, value: { latency, bandwidth } }) => ({ name, latency, bandwidth }));
}
