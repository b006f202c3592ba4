/** `understudy schema`: the JSON Schema of scenarios, for completion in an editor. */
import { Command } from "commander";
import { scenarioSchemaText } from "../../scenario/index.js";
import { print } from "../terminal.js";

const EXAMPLE = `
Example:
  understudy schema > scenario.schema.json
`;

export function schemaCommand(): Command {
  return new Command("schema")
    .description("print the JSON Schema of scenario files")
    .addHelpText("after", EXAMPLE)
    .action(() => print(scenarioSchemaText().trimEnd()));
}
