/** `cut-sets:` things of which one must work; it is measured when none does. */
import * as z from "zod";
import type { Context } from "../schema/context.js";
import { entry, reference } from "../schema/fields.js";
import type { Section } from "./section.js";

export function cutSetSchema(context: Context) {
  return entry({
    of: z
      .array(reference(context, "host", "service", "link"))
      .min(2)
      .describe("Two or more; none answers while it is off, boots, hangs, has failed or is cut."),
  });
}

export const cutSets: Section = {
  about:
    "Things of which one is enough: how often, how long, and for the first time when all of them are down at once. " +
    "Nothing else depends on a cut set.",
  form: "named",
  keys: { define: "cut-set" },
  schema: cutSetSchema,
};
