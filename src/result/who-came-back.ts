/** Who ended an outage, in a word or two. */
import type { Incident } from "./run-result.js";

/** `web-1 itself`, `web-1 → web-2`, or `back with web-3` where several serve; `null` where nobody is known. */
export function whoCameBack({ from, to }: Pick<Incident, "from" | "to">, arrow = "→"): string | null {
  if (to === null) return null;
  if (from === null) return `back with ${to}`;
  return from === to ? `${from} itself` : `${from} ${arrow} ${to}`;
}
