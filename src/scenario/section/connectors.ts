/** `connectors:` routers and bridges that join networks and drop addresses that are not theirs. */
import * as z from "zod";
import type { Context } from "../schema/context.js";
import { entry, reference } from "../schema/fields.js";
import type { Section } from "./section.js";

export function connectorSchema(context: Context) {
  return entry({
    joins: z.array(reference(context, "network")).min(2).describe("The networks that it joins."),
  });
}

export const connectors: Section = {
  about: "Routers and bridges that join networks.",
  form: "named",
  keys: { define: "connector" },
  schema: connectorSchema,
};
