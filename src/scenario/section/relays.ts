/** `relays:` the switches in the power lines of hosts; a relay that only a host names has the defaults. */
import type { Context } from "../schema/context.js";
import { entry, varying } from "../schema/fields.js";
import type { Section } from "./section.js";

export function relaySchema(context: Context) {
  return entry({
    switching: varying(context)
      .prefault("1s")
      .describe("From the command to its acknowledgement, the way of the command included."),
    reading: varying(context).prefault("100ms").describe("Until the state that was asked for is known."),
  });
}

export const relays: Section = {
  about: "Switches in the power lines of hosts; those that only a host names have the defaults.",
  form: "named",
  keys: { define: "relay" },
  schema: relaySchema,
};
