/** `orders:` what an operator orders in the course of the run, unasked. */
import type { Context } from "../schema/context.js";
import { entry, field, oneOrMore, reference } from "../schema/fields.js";
import { instant } from "./instants.js";
import type { Kind } from "../schema/names.js";
import type { Section } from "./section.js";

/** Only where there are transfers, or exported devices, would somebody expect one. */
function givenBack({ names }: Context): readonly [Kind, ...Kind[]] {
  return ["host", ...["transfer", "export"].filter((kind) => names.of([kind]).length > 0)];
}

export function orderSchema(context: Context) {
  return entry({
    at: field(instant).describe("When."),
    "fail-back": oneOrMore(reference(context, ...givenBack(context))).describe(
      "The host is to take its services back, a transfer is to go back to the first agent of its order, or an exported device is to be used by its best paths; refused, and said why, when that cannot be.",
    ),
  });
}

export const orders: Section = {
  about: "What an operator orders in the course of the run, under every policy.",
  form: "list",
  schema: orderSchema,
};
