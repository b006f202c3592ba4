/** `directors:` the load balancers in front of hosts; one that only a service names stands in the network of its host. */
import * as z from "zod";
import type { Context } from "../schema/context.js";
import { interval } from "../quantity/index.js";
import { entry, field, reference } from "../schema/fields.js";
import type { Section } from "./section.js";

export function directorSchema(context: Context) {
  return entry({
    network: reference(context, "network")
      .optional()
      .describe(
        "Where it stands, a machine of its own, and where the controller tells it what to do; as `on:` has it unless given. Requests go straight from where users stand to whoever answers, as long as it works.",
      ),
    on: z
      .union([z.literal("primary"), reference(context, "host")])
      .optional()
      .describe(
        "The host on which it is a program, with which it fails; primary: whoever serves a service passes its requests on itself. Nobody can redirect by that when its host fails.",
      ),
    standby: entry({
      director: reference(context, "director").describe("Another one"),
      takeover: field(interval).prefault("3s").describe("that acts in its place so long after it has failed."),
    }).optional(),
  });
}

export const directors: Section = {
  about: "Load balancers in front of hosts; one that only a service names stands in the network of its host.",
  form: "named",
  keys: { define: "director" },
  schema: directorSchema,
};
