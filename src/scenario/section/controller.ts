/** `controller:` where the machine stands that runs the logic. */
import * as z from "zod";
import type { ControllerSpec } from "../../model/index.js";
import type { Context } from "../schema/context.js";
import { entry, reference } from "../schema/fields.js";
import type { Parts } from "./parts.js";
import type { Section } from "./section.js";

export function controllerSchema(context: Context) {
  return entry({
    networks: z
      .array(reference(context, "network"))
      .min(1)
      .optional()
      .describe("Where it is attached; everywhere unless given."),
  });
}

export const controller: Section = {
  about: "Where the machine stands that runs the logic.",
  form: "single",
  schema: controllerSchema,
};

export function controllerSpec({ controller, networks }: Parts): ControllerSpec {
  return { networks: controller?.networks ?? networks.list.map(({ name }) => name) };
}
