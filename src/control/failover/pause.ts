/** How long to wait before something that came to nothing is tried again. */
import { HOUR, type Micros } from "../../units/index.js";

/** No pause doubles beyond this: what was in the way may have gone without anybody saying so. */
const LONGEST_PAUSE = HOUR;

/** Each pause is twice as long as the one before it. @param before how many there were before this one */
export function pauseAfter(shortest: Micros, before: number): Micros {
  let pause = shortest;
  for (let i = before; i > 0 && pause < LONGEST_PAUSE; i--) pause *= 2;
  return Math.min(pause, Math.max(shortest, LONGEST_PAUSE));
}
