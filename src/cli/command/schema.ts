/** `understudy schema`: the JSON Schema of scenarios, for completion in an editor. */
import { measureInfos } from "../../observe/index.js";
import { scenarioSchemaText } from "../../scenario/index.js";
import { loadScenario } from "../scenario-file.js";
import { print } from "../terminal.js";

/** Of a scenario: with the measures of its own services, hosts and whatever else is measured by name. */
export async function printSchema(file?: string): Promise<void> {
  const infos = file === undefined ? null : measureInfos((await loadScenario(file)).scenario.world);
  print(scenarioSchemaText(infos).trimEnd());
}
