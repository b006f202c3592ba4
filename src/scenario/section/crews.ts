/** `crews:` people who repair, so many repairs at a time, first come first served. */
import * as z from "zod";
import { entry } from "../schema/fields.js";
import type { Section } from "./section.js";

export function crewSchema() {
  return entry({ size: z.int().min(1).prefault(1).describe("Repairs at a time.") });
}

export const crews: Section = {
  about: "People who repair; a fault names its crew.",
  form: "named",
  keys: { define: "crew" },
  schema: crewSchema,
};
