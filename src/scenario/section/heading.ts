/** The keys at the head of a scenario: what it is called, how long it takes, when it begins. */
import { parseCalendar } from "../calendar/instant.js";
import { duration, interval, type Quantity, wrong } from "../quantity/index.js";
import { badName, entry, field, text } from "../schema/fields.js";
import type { Micros } from "../../units/index.js";

const LATEST_YEAR = 2200;

const calendarInstant: Quantity<Micros> = {
  name: "calendar-instant",
  expected: "a calendar instant in UTC, such as 2000-11-20T18:30Z or 2000-11-20",
  examples: ["2000-11-20T00:00Z"],
  parse(written) {
    const parsed = parseCalendar(written);
    // A run of 285 years that begins later would end beyond the last instant that can be told.
    const tooLate = "value" in parsed && Number(written.slice(0, 4)) >= LATEST_YEAR;
    return tooLate
      ? wrong(`${written} is too late to be told in microseconds`, `a year before ${LATEST_YEAR}`)
      : parsed;
  },
};

const scenarioName: Quantity<string> = {
  name: "scenario-name",
  expected: "a name of letters, digits, - and _",
  examples: ["web-crash"],
  parse(written) {
    const complaint = badName(written);
    return complaint === null ? { value: written } : { complaint };
  },
};

export function headingSchema() {
  return entry({
    name: field(scenarioName).describe("What the scenario is called in reports; usually as its file."),
    title: text("One line for the head of reports; the name unless given.").optional(),
    duration: field(interval).describe("How much time is simulated."),
    "warm-up": field(duration).prefault("0s").describe("Statistics start after this time."),
    seed: text("Of all chance in the run; `--seed` overrides it.").prefault(1),
    start: field(calendarInstant)
      .optional()
      .describe("When the run starts on the calendar, for weekly and yearly patterns."),
  });
}
