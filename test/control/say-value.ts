/** What an action says of its subject, in the words of text tests. */
import type { Identity } from "../../src/control/index.js";

export function sayValue(value: unknown): string {
  if (Array.isArray(value)) return value.join(",");
  if (typeof value !== "object" || value === null) return String(value);
  const { address, node, domain } = value as Identity;
  return `${address} ${node}.${domain}`;
}
