/** What `understudy schema` takes. */
import { Command } from "commander";
import { lazily } from "./lazily.js";

const EXAMPLE = `
Examples:
  understudy schema > scenario.schema.json
  understudy schema my-shop.yaml > scenario.schema.json

Of a file, editors complete the measures of its own services and hosts under
\`expect\` too.
`;

export function schemaCommand(): Command {
  return new Command("schema")
    .description("print the JSON Schema of scenario files")
    .argument("[file]", "a scenario file, whose measures are listed too")
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/schema.js")).printSchema));
}
