/** `switches:` of the storage network, on which `links:` end. */
import type { SwitchSpec } from "../../model/index.js";
import { entry } from "../schema/fields.js";
import type { Parts } from "./parts.js";
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

export function switchSpecs({ switches }: Parts): readonly SwitchSpec[] {
  return switches.list.map(({ name }) => ({ name }));
}
