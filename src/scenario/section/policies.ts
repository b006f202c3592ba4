/** `policies:` what is compared: each with parts for the families that it speaks to, or `none`, or a module of one's own. */
import * as z from "zod";
import { families } from "../family/index.js";
import type { Context } from "../schema/context.js";
import { entry, text } from "../schema/fields.js";
import type { Section } from "./section.js";
import type { WrittenPolicy } from "./written-policy.js";

function policySchema(context: Context): z.ZodType<WrittenPolicy> {
  const parts = families.map(({ name, about, schema }) => {
    const part = schema(context).optional();
    return [name, about === undefined ? part : part.describe(about)] as const;
  });
  const policy = entry({
    ...(Object.fromEntries(parts) as z.ZodRawShape),
    module: text(
      "Path of a module with a policy of one's own; needs --allow-modules. What `failover` says beside it is what the module is started with.",
    ).optional(),
  }).meta({ examples: [{ failover: { preset: "2A" } }] });
  return z.union([z.enum(["none"]), policy]) as z.ZodType<WrittenPolicy>;
}

export const policies: Section = {
  about: "What is compared. none: nobody does anything until the repair.",
  form: "named",
  keys: "policy",
  schema: policySchema,
};
