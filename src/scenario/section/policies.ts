/** `policies:` what is compared: each with a part for failover, or `none`, or a module of one's own. */
import * as z from "zod";
import { balancingSchema } from "../policy/balancing.js";
import { failoverSchema } from "../policy/failover.js";
import type { Context } from "../schema/context.js";
import { entry, text } from "../schema/fields.js";
import type { Section } from "./section.js";

export function policySchema(context: Context) {
  const policy = entry({
    failover: failoverSchema(context).optional(),
    balancing: balancingSchema(context).optional().describe("More hosts when load is high, fewer when it is low."),
    module: text("Path of a module with a policy of one's own; needs --allow-modules.").optional(),
  });
  return z.union([z.enum(["none"]), policy]);
}

export const policies: Section = {
  about: "What is compared. none: nobody does anything until the repair.",
  form: "named",
  keys: "policy",
  schema: policySchema,
};
