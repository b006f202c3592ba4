/** `orders:` what an operator orders in the course of the run, unasked. */
import { kindsOfFamilies } from "../family/index.js";
import type { Context } from "../schema/context.js";
import { entry, field, oneOrMore, reference } from "../schema/fields.js";
import { instant } from "./instants.js";
import type { Section } from "./section.js";

export function orderSchema(context: Context) {
  return entry({
    at: field(instant).describe("When."),
    "fail-back": oneOrMore(reference(context, "host", ...kindsOfFamilies())).describe(
      "The host is to take its services back, or a transfer is to go back to the first agent of its order; refused, and said why, when that cannot be.",
    ),
  });
}

export const orders: Section = {
  about: "What an operator orders in the course of the run, under every policy.",
  form: "list",
  schema: orderSchema,
};
