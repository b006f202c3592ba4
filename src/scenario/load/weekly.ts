/** Load that follows the days of the week. */
import { DAY } from "../../units/index.js";
import { wrong } from "../quantity/index.js";
import { cyclic } from "./factor.js";
import type { LoadPattern } from "./load-pattern.js";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** 1969-12-29, three days before the Thursday from which days are counted. */
const A_MONDAY = -3 * DAY;

const EXPECTED = 'days of the week, such as sat, mon-fri or "sat,sun"';

export const weekly: LoadPattern = {
  name: "weekly",
  about: "Days of the week in UTC: one, a span, or several with commas (in quotes where a brace is open).",
  example: "mon-fri",
  needsStart: true,
  window(text) {
    const spans: (readonly [number, number])[] = [];
    for (const part of text.toLowerCase().split(",")) {
      const [first, last, more] = part.split("-").map((word) => DAYS.indexOf(word.trim()));
      if (first === undefined || first < 0 || last === -1 || more !== undefined) {
        return wrong(`${text} are no days of the week`, EXPECTED);
      }
      const end = (last ?? first) + 1;
      if (first < end) spans.push([first * DAY, end * DAY]);
      else spans.push([first * DAY, 7 * DAY], [0, end * DAY]);
    }
    return { value: spans };
  },
  factor: (windows) => cyclic(windows, 7 * DAY, A_MONDAY),
};
