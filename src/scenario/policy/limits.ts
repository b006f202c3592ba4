/** `limits:` how long the steps of a routine may take, and how often it is tried. */
import * as z from "zod";
import type { StepLimits } from "../../control/index.js";
import { interval, period } from "../quantity/index.js";
import { entry, field } from "../schema/fields.js";

export function limitsSchema() {
  return entry({
    relay: field(interval).prefault("10s").describe("Of switching and reading a relay."),
    replicate: field(interval).prefault("6h").describe("Of bringing the data to the stand-in."),
    boot: field(interval).prefault("15min").describe("Of bringing the stand-in online."),
    "retry-after": field(period).prefault("1min").describe("Pause before a step or a takeover is tried again."),
    tries: z
      .int()
      .min(0)
      .max(20)
      .prefault(6)
      .describe(
        "How often hosts that failed are tried once more when nobody else can stand in, each time after a pause twice as long.",
      ),
  });
}

export function stepLimits({
  "retry-after": retryAfter,
  ...limits
}: z.output<ReturnType<typeof limitsSchema>>): StepLimits {
  return { ...limits, retryAfter };
}
