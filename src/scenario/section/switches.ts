/** `switches:` of the storage network, on which `links:` end. */
import { entry } from "../schema/fields.js";
import type { Section } from "./section.js";

export function switchSchema() {
  return entry({});
}

export const switches: Section = {
  about: "Switches between hosts and storage systems; what is on them follows from the `joins` of links.",
  form: "named",
  keys: { define: "switch" },
  schema: switchSchema,
};
