/** `transformation-engine:` what converts data of one platform for another. */
import { bandwidth } from "../quantity/index.js";
import type { Context } from "../schema/context.js";
import { entry, field, reference } from "../schema/fields.js";
import type { Section } from "./section.js";

export function transformationEngineSchema(context: Context) {
  return entry({
    capacity: field(bandwidth).describe("How much it converts in a second, of all that is converted at a time."),
    on: reference(context, "array")
      .optional()
      .describe(
        "The storage system on whose processor it runs: while that does not work conversions stand still; a machine of its own unless given.",
      ),
  });
}

export const transformationEngine: Section = {
  about:
    "What converts data of one platform for another; unless given it is anywhere, and each conversion has its own rate.",
  form: "single",
  schema: transformationEngineSchema,
};
