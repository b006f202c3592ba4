/** Which of two versions of a configuration came first. */
import type { Version } from "../../control/index.js";

export function isOlder(one: Version, other: Version): boolean {
  return one.epoch < other.epoch || (one.epoch === other.epoch && one.index < other.index);
}

/** The newest of some. */
export function newestOf(versions: readonly Version[]): Version {
  return versions.reduce((best, each) => (isOlder(best, each) ? each : best), { epoch: 0, index: 0 });
}
