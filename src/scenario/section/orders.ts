/** `orders:` what an operator orders in the course of the run, unasked. */
import type { OrderSpec } from "../scenario.js";
import type { Context } from "../schema/context.js";
import { entry, field, oneOrMore, reference } from "../schema/fields.js";
import { instant, instantOf } from "./instants.js";
import type { Checks, Parts } from "./parts.js";
import type { Section } from "./section.js";

export function orderSchema(context: Context) {
  return entry({
    at: field(instant).describe("When."),
    "fail-back": oneOrMore(reference(context, "host")).describe(
      "The host is to take its services back; refused, and said why, when it cannot.",
    ),
  });
}

export const orders: Section = {
  about: "What an operator orders in the course of the run, under every policy.",
  form: "list",
  schema: orderSchema,
};

export function orderSpecs(parts: Parts, checks: Checks): readonly OrderSpec[] {
  return parts.orders.list.map(({ value, path }) => {
    const names = value["fail-back"];
    for (const [index, host] of names.entries()) {
      if (!parts.services.complete || parts.services.list.some((each) => each.value["runs-on"] === host)) continue;
      checks.error([...path, "fail-back", ...(names.length > 1 ? [index] : [])], {
        message: `no service runs on ${host} at the beginning`,
        expected: "a host that has something to take back",
      });
    }
    return { at: instantOf(value.at, [...path, "at"], parts, checks), failBack: names };
  });
}
