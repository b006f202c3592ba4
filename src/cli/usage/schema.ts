/** What `understudy schema` takes. */
import { Command } from "commander";
import { lazily } from "./lazily.js";

const EXAMPLE = `
Example:
  understudy schema > scenario.schema.json
`;

export function schemaCommand(): Command {
  return new Command("schema")
    .description("print the JSON Schema of scenario files")
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/schema.js")).printSchema));
}
