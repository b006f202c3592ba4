/** Windows of load patterns that happen once: `1h..3h`, from the start of the run. */
import type { Micros } from "../../units/index.js";
import { duration, type Parsed, wrong } from "../quantity/index.js";

const EXPECTED = "a stretch of the run, such as 1h..3h, 2d..2d12h or 0s..10min";

export function parseRunWindow(text: string): Parsed<readonly (readonly [Micros, Micros])[]> {
  const words = text.split("..").map((word) => word.trim());
  if (words.length !== 2) return wrong(`${text} is no stretch of the run`, EXPECTED);
  const [from, to] = words.map((word) => duration.parse(word));
  for (const parsed of [from!, to!])
    if (!("value" in parsed)) return { complaint: { ...parsed.complaint, expected: EXPECTED } };
  const span = [from, to].map((parsed) => (parsed as { value: Micros }).value) as [Micros, Micros];
  if (span[0] >= span[1]) return wrong(`${text} ends before it begins`, EXPECTED);
  return { value: [span] };
}
