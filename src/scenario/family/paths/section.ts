/** `exports:` volumes as hosts see them over several ports. */
import * as z from "zod";
import type { Context } from "../../schema/context.js";
import { entry, oneOrMore, reference, varying } from "../../schema/fields.js";

export const EXPORTS = "exports";
export const EXPORT = "export";

/** As the schema decodes it. */
export type WrittenExport = z.output<ReturnType<typeof exportSchema>>;

export function exportSchema(context: Context) {
  return entry({
    of: reference(context, "volume").describe("The volume; hosts see it on the ports on which that is presented."),
    to: oneOrMore(reference(context, "host"))
      .optional()
      .describe(
        "The hosts that it is for (LUN masking): to others it is not shown, nor are copies in the same storage system. All that are cabled to it unless given.",
      ),
    access: z
      .enum(["active-active", "active-passive"])
      .prefault("active-active")
      .describe("Whether it serves over all ports at once, or over those of one port group at a time."),
    "port-groups": z
      .array(oneOrMore(reference(context, "port-adapter")))
      .min(1)
      .optional()
      .describe("Ports that belong together, the best group first; each port is a group of its own unless given."),
    trespass: varying(context)
      .optional()
      .describe(
        "How long it takes until it serves over another port group (`access: active-passive`); 5s unless given.",
      ),
  });
}
