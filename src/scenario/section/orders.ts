/** `orders:` what an operator orders in the course of the run, unasked. */
import type { Context } from "../schema/context.js";
import { entry, field, oneOrMore, reference, referenceAmong } from "../schema/fields.js";
import { platformSchema } from "./hosts.js";
import { instant } from "./instants.js";
import type { Kind, Names } from "../schema/names.js";
import type { Section } from "./section.js";

/** Only where there are transfers, or exported devices, would somebody expect one. */
function givenBackIn(names: Names): readonly Kind[] {
  return ["host", ...["transfer", "export"].filter((kind) => names.of([kind]).length > 0)];
}

function orderSchema(context: Context) {
  return entry({
    at: field(instant).describe("When."),
    "fail-back": oneOrMore(referenceAmong(context, givenBackIn))
      .optional()
      .describe(
        "The host is to take its services back, a transfer is to go back to the first agent of its order, or an exported device is to be used by its best paths; refused, and said why, when that cannot be.",
      ),
    upgrade: reference(context, "host")
      .optional()
      .describe(
        "Instead: the host is made of something else from then on, its own data with it, and the controller is told, which records that. Copies that were made for others, or for it, stay as they are.",
      ),
    platform: platformSchema().optional().describe("What the upgraded host is made of."),
  });
}

export const orders: Section = {
  about: "What an operator orders in the course of the run, under every policy.",
  form: "list",
  schema: orderSchema,
};
