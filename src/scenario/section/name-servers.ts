/** `name-servers:` who tells users at which address a service is found. */
import { interval } from "../quantity/index.js";
import type { Context } from "../schema/context.js";
import { entry, field, reference } from "../schema/fields.js";
import type { Section } from "./section.js";

export function nameServerSchema(context: Context) {
  return entry({
    network: reference(context, "network").describe("Where it stands."),
    ttl: field(interval)
      .prefault("5min")
      .describe(
        "Time to live: so long whoever has asked goes on with the answer, right or wrong. Users ask anew at this interval, evenly spread over it.",
      ),
  });
}

export const nameServers: Section = {
  about: "Who tells users at which address the services are that they ask for by name.",
  form: "named",
  keys: { define: "name-server" },
  schema: nameServerSchema,
};
