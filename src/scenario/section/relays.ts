/** `relays:` the switches in the power lines of hosts; a relay that only a host names has the defaults. */
import * as z from "zod";
import { duration, share } from "../quantity/index.js";
import type { Context } from "../schema/context.js";
import { entry, field, reference, varying } from "../schema/fields.js";
import type { Section } from "./section.js";

export function relaySchema(context: Context) {
  return entry({
    switching: varying(context)
      .prefault("1s")
      .describe("From the command to its acknowledgement, the way of the command included."),
    reading: varying(context).prefault("100ms").describe("Until the state that was asked for is known."),
    over: reference(context, "network")
      .optional()
      .describe(
        "The network over which orders reach it; that of all orders unless given. From a controller that is elsewhere they come over connectors, and with those cut they do not; a network to which none leads, such as a telephone line, is at hand wherever the controller is.",
      ),
    shared: z
      .boolean()
      .optional()
      .describe(
        "Several hosts are meant to hang on it, as those of a site: whoever cuts the power of one takes the others down.",
      ),
    modem: modemSchema(context)
      .optional()
      .describe("It is far away: a modem is called for each order, over a line that carries one call at a time."),
  });
}

function modemSchema(context: Context) {
  return entry({
    dial: varying(context).prefault("25s").describe("From dialling until it answers, or the line is found busy."),
    busy: field(share).prefault("0%").describe("Probability with which somebody else speaks on the line."),
    redial: field(duration).prefault("10s").describe("Pause before a busy line is dialled again."),
    tries: z
      .int()
      .min(1)
      .max(100)
      .prefault(3)
      .describe("How often it is dialled at most; then the order counts as failed."),
  });
}

export const relays: Section = {
  about: "Switches in the power lines of hosts; those that only a host names have the defaults.",
  form: "named",
  keys: { define: "relay" },
  schema: relaySchema,
};
