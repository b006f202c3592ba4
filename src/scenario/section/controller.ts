/** `controller:` where the machine stands that runs the logic. */
import * as z from "zod";
import type { Context } from "../schema/context.js";
import { duration } from "../quantity/index.js";
import { entry, field, reference } from "../schema/fields.js";
import type { Section } from "./section.js";

export function controllerSchema(context: Context) {
  return entry({
    networks: z
      .array(reference(context, "network"))
      .min(1)
      .optional()
      .describe(
        "Where it is attached; everywhere unless given. A network on which one host is alone with it is a line from point to point.",
      ),
    on: reference(context, "array")
      .optional()
      .describe(
        "The storage system on whose processor it runs, and with which it fails; a machine of its own unless given.",
      ),
    over: z
      .enum(["networks", "links"])
      .prefault("networks")
      .describe(
        "How it talks to hosts: over networks, or, on a storage system, over the links with which they are cabled to that; to hosts that are not, and to directors, over networks all the same.",
      ),
    management: reference(context, "network")
      .optional()
      .describe(
        "The network over which relays, storage systems and people get orders and answer, to which a controller that is not attached to it comes over connectors; a path of its own, `management`, unless given.",
      ),
    store: field(duration).optional().describe("How long it takes until something stored is durable."),
  });
}

export const controller: Section = {
  about: "Where the machine stands that runs the logic.",
  form: "single",
  schema: controllerSchema,
};
