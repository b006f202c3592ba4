/** `transformations:` what can be converted from one platform to another, and how fast. */
import * as z from "zod";
import { bandwidth } from "../quantity/index.js";
import { entry, field, text } from "../schema/fields.js";
import type { Section } from "./section.js";

export function transformationSchema() {
  return entry({
    of: z.enum(["system", "programs", "data", "log"]).describe("What is converted."),
    from: text(
      "Name of hardware, an operating system or an application, with or without its version (`solaris` of `solaris-2.6`); of the system also that of the only controller, or of the processors (`4 ultrasparc-2`), in which two hosts differ.",
    ),
    to: text("The same of the host that is to use it."),
    rate: field(bandwidth)
      .optional()
      .describe("How much is converted in a second; nothing is of what is used as it is."),
    by: z
      .enum(["engine", "export-import", "as-is"])
      .prefault("engine")
      .describe(
        "By the transformation engine, or by the applications' own export and import: then only of data or programs, and only before the host that has them fails (`data: [export-import]`). `as-is`: data that needs no conversion, because both read and write it as it is; it is copied, or shared, as among hosts that are alike, and goes back as it came.",
      ),
  });
}

export const transformations: Section = {
  about: "What can be converted from one platform to another, and how fast.",
  form: "list",
  schema: transformationSchema,
};
