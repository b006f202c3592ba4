/** `understudy schema`: the JSON Schema of scenarios, for completion in an editor. */
import { scenarioSchemaText } from "../../scenario/index.js";
import { print } from "../terminal.js";

export function printSchema(): void {
  print(scenarioSchemaText().trimEnd());
}
