/** The lines between storage systems. */
import type { ArrayLinkSpec } from "../../model/index.js";
import type { Checks, Parts } from "../section/parts.js";

export function arrayLinkSpecs(parts: Parts, checks: Checks): readonly ArrayLinkSpec[] {
  return parts["array-links"].list.map(({ name, value, path }) => {
    const [from = "", to = ""] = value.joins;
    if (from === to) checks.error([...path, "joins"], { message: `${name} joins ${from} with itself` });
    return { name, joins: [from, to], bandwidth: value.bandwidth, latency: value.latency };
  });
}
