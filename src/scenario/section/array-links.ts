/** `array-links:` between two storage systems: copies and remote mirrors go over them. */
import * as z from "zod";
import { bandwidth, duration } from "../quantity/index.js";
import type { Context } from "../schema/context.js";
import { entry, field, reference } from "../schema/fields.js";
import type { Section } from "./section.js";

export function arrayLinkSchema(context: Context) {
  return entry({
    joins: z.array(reference(context, "array")).length(2).describe("The two storage systems that it joins."),
    bandwidth: field(bandwidth).prefault("155Mbps").describe("Shared by all that goes over it."),
    latency: field(duration).prefault("1ms").describe("One way."),
  });
}

export const arrayLinks: Section = {
  about: "Links between two storage systems: copies and remote mirrors go over them.",
  form: "named",
  keys: { define: "array-link" },
  schema: arrayLinkSchema,
};
