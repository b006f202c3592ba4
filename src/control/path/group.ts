/** Which paths stand in for which: groups in the order in which they are used, and whether a policy suits a device at all. */
import type { DeviceConfig, PathGrouping, PathPolicy } from "./policy.js";

/** Indices of paths; all of a group are used at once. */
export type PathGroup = readonly number[];

/** How the paths to a device are grouped under a policy; `null`: the device is refused, for the policy does not suit it. */
export function groupingFor({ access }: Pick<DeviceConfig, "access">, policy: PathPolicy): PathGrouping | null {
  if (suits(access, policy)) return policy.grouping;
  return policy.unlike === "match" ? "group-by-prio" : null;
}

/** All paths at once are more than a device can do that serves over one port group at a time. */
export function suits(access: DeviceConfig["access"], { grouping }: Pick<PathPolicy, "grouping">): boolean {
  return access === "active-active" || grouping !== "multibus";
}

/** The best first; within a port group paths stay in their order. */
export function groupPaths({ paths }: DeviceConfig, grouping: PathGrouping): readonly PathGroup[] {
  const ranked = paths.map((_, index) => index).sort((a, b) => paths[a]!.portGroup - paths[b]!.portGroup || a - b);
  if (grouping === "multibus") return [paths.map((_, index) => index)];
  if (grouping === "failover") return ranked.map((index) => [index]);
  const groups = new Map<number, number[]>();
  for (const index of ranked) {
    const { portGroup } = paths[index]!;
    groups.set(portGroup, [...(groups.get(portGroup) ?? []), index]);
  }
  return [...groups.values()];
}
