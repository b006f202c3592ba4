/** A value of an action, message or note, in the words of text tests. */
import type { Identity } from "../../src/control/index.js";

export function sayValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(sayValue).join(",");
  if (typeof value !== "object" || value === null) return String(value);
  if ("node" in value) {
    const { address, node, domain } = value as Identity;
    return `${address} ${node}.${domain}`;
  }
  return Object.values(value).map(sayValue).join(":");
}
