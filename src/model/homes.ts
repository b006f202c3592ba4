/** The hosts that a service runs on from the beginning: one, or the members of a pool, none of which is special. */
import type { ServiceSpec } from "./spec.js";

export function homesOf({ runsOn, pool }: Pick<ServiceSpec, "runsOn" | "pool">): readonly string[] {
  return pool ?? [runsOn];
}
