/** Load that follows the hours of the day. */
import { parseTimeOfDay } from "../calendar/instant.js";
import { wrong } from "../quantity/index.js";
import { DAY } from "../../units/index.js";
import { cyclic } from "./factor.js";
import type { LoadPattern } from "./load-pattern.js";

const EXPECTED = "hours of the day (UTC), such as 17:00-22:00";

export const daily: LoadPattern = {
  name: "daily",
  about: "Hours of the day in UTC, the last one not included; a window may run past midnight.",
  example: "17:00-22:00",
  needsStart: false,
  window(text) {
    const [first, last, more] = text.split("-").map((word) => parseTimeOfDay(word.trim()));
    if (first == null || last == null || more !== undefined) return wrong(`${text} are no hours of the day`, EXPECTED);
    if (first === last) return wrong(`${text} is no time at all`, EXPECTED);
    if (first < last) return { value: [[first, last]] };
    if (first === DAY || last === 0) return { value: [[first % DAY, last === 0 ? DAY : last]] };
    return {
      value: [
        [first, DAY],
        [0, last],
      ],
    };
  },
  factor: (windows) => cyclic(windows, DAY, 0),
};
