/** How long an I/O may be open under a policy before it must have been forgotten. */
import type { ExportSpec } from "../../../model/index.js";
import type { PathPolicy } from "../../../control/index.js";
import { type Micros, SECOND } from "../../../units/index.js";
import type { Declared } from "../../../observe/index.js";

/** What moving the data itself may take, over a slow path. */
const TRANSFER: Micros = 10 * SECOND;
/** Longer than nearly any order to serve elsewhere takes. */
const NEARLY_ALL = 0.999_999;

/**
 * By the second round of checks every path is judged as it is; an I/O or an order that was on its way until then is found out by
 * its time-out, and whatever follows it goes over a path that carries.
 */
export function longestIo(
  { check, ioTimeout, noPath }: PathPolicy,
  exports: readonly ExportSpec[],
): NonNullable<Declared["longestIo"]> {
  const trespass = Math.max(...exports.map((each) => each.trespass.quantile(NEARLY_ALL)));
  const checks = 2 * check.every + (check.retries + 2) * check.within;
  const within = checks + 2 * (ioTimeout + trespass) + TRANSFER;
  return { within, without: noPath === "queue" ? null : within + (noPath === "fail" ? 0 : noPath) };
}
