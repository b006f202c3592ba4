/** What `understudy new` writes, under a name. */
import { readFileSync } from "node:fs";

const TEMPLATE = readFileSync(new URL("../../templates/stand-in.yaml", import.meta.url), "utf8");

export function newScenario(name: string): string {
  return TEMPLATE.replace(/^name: .*$/m, `name: ${name}`);
}
