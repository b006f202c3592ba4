/** `directors:` the load balancers in front of hosts; one that only a service names stands in the network of its host. */
import type { Context } from "../schema/context.js";
import { interval } from "../quantity/index.js";
import { entry, field, reference } from "../schema/fields.js";
import type { Section } from "./section.js";

export function directorSchema(context: Context) {
  return entry({
    network: reference(context, "network").describe("Where it stands."),
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
