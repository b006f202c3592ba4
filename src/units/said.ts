/** A length of time as people say it, exactly: in the largest units that fit. */
import { DAY, HOUR, MILLISECOND, type Micros, MINUTE, SECOND } from "./micros.js";

const WHOLE = [
  ["d", DAY],
  ["h", HOUR],
  ["min", MINUTE],
] as const;

/** `1 d`, `1 min 30 s`, `2.5 s`, `250 ms`, `1 µs`; nothing is rounded. */
export function sayLength(time: Micros): string {
  if (time === 0) return "0 s";
  if (time < MILLISECOND) return `${time} µs`;
  if (time < SECOND) return `${time / MILLISECOND} ms`;
  let left = time;
  const parts = WHOLE.flatMap(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? [] : [`${count} ${unit}`];
  });
  return [...parts, ...(left === 0 ? [] : [`${left / SECOND} s`])].join(" ");
}
