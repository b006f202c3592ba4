/** `agents:` software on hosts that watches them, or the hosts of their sites; the keys are the hosts on which it runs. */
import * as z from "zod";
import { interval, period } from "../quantity/index.js";
import type { Context } from "../schema/context.js";
import { entry, field, reference } from "../schema/fields.js";
import type { Section } from "./section.js";

export function agentSchema(context: Context) {
  return entry({
    watches: z
      .array(reference(context, "host"))
      .min(1)
      .optional()
      .describe("The hosts of its site; the one on which it runs unless given."),
    report: field(period).prefault("5s").describe("It reports at this interval, whether or not there are errors."),
    "quick-diagnostics": field(period).optional().describe("Interval of quick diagnostics; never unless given."),
    "extended-diagnostics": field(period).optional().describe("Interval of extended diagnostics; never unless given."),
    foretells: entry({
      errors: z.int().min(1).max(10_000).prefault(3).describe("Minor errors of one component."),
      within: field(interval).prefault("1h").describe("Within this time."),
    })
      .optional()
      .describe(
        "It recognises series of minor errors by itself and says that a failure is imminent, for policies with `precursors: { by: agent }`.",
      ),
  });
}

export const agents: Section = {
  about: "Software that watches hosts; the keys are the hosts on which it runs.",
  form: "named",
  keys: { refer: "host" },
  schema: agentSchema,
};
