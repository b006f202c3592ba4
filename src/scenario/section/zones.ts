/** `zones:` of the storage network: who sees whom through its switches. */
import * as z from "zod";
import { text } from "../schema/fields.js";
import type { Section } from "./section.js";

export function zoneSchema() {
  return z
    .array(text("A host, a single link of a host, or a port adapter (also as `array-1/fa-1`)."))
    .min(2)
    .describe("Its members: those in a common zone see each other.");
}

export const zones: Section = {
  about:
    "Zones of the storage network: where there is any, only members of a common one see each other through switches.",
  form: "named",
  keys: { define: "zone" },
  schema: zoneSchema,
};
