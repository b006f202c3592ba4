/** The keys at the head of a scenario: what it is called, how long it takes, when it begins. */
import * as z from "zod";
import { CALENDAR_EXPECTED, parseCalendar } from "../calendar/instant.js";
import { duration, interval, type Quantity } from "../quantity/index.js";
import { badName, entry, field, text } from "../schema/fields.js";
import type { Micros } from "../../units/index.js";

const calendarInstant: Quantity<Micros> = {
  name: "calendar-instant",
  expected: CALENDAR_EXPECTED,
  examples: ["2000-11-20T00:00Z"],
  parse: parseCalendar,
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
    flapping: entry({
      most: z.int().min(0).prefault(10).describe("So often at most,"),
      within: field(interval).prefault("1h").describe("within so long."),
    })
      .optional()
      .describe("How often a service may turn from growing to shrinking, or be taken over, before that is flapping."),
  });
}
