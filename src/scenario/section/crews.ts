/** `crews:` people who repair, so many repairs at a time: first come first served, or as they pick. */
import * as z from "zod";
import type { Context } from "../schema/context.js";
import { entry, varying } from "../schema/fields.js";
import type { Section } from "./section.js";

export function crewSchema(context: Context) {
  return entry({
    size: z.int().min(1).prefault(1).describe("Repairs at a time."),
    picks: varying(context)
      .optional()
      .describe(
        "How long it takes until somebody who is free picks a class of repairs: each class that waits draws a time, and the " +
          "shortest is next; with an exponential all are as likely. First come first served, at once, unless given.",
      ),
  });
}

export const crews: Section = {
  about: "People who repair; a fault names its crew.",
  form: "named",
  keys: { define: "crew" },
  schema: crewSchema,
};
