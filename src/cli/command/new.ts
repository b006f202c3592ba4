/** `understudy new`: writes a starting scenario, commented, and the schema by which editors complete it. */
import { existsSync, writeFileSync } from "node:fs";
import { badName } from "../../scenario/index.js";
import { InputError } from "../../experiment/index.js";
import { packageFile, templateText } from "../package-files.js";
import { print } from "../terminal.js";

interface NewArguments {
  readonly template: string;
}

/** The templates name it in their first line. */
const SCHEMA = "scenario.schema.json";

export function create(name: string, { template }: NewArguments): void {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) {
    throw new InputError(`${name}: a name has lower-case letters, digits and hyphens, as in my-shop`);
  }
  const complaint = badName(name);
  if (complaint !== null) throw new InputError(`${name}: ${complaint.message}`);
  const file = `${name}.yaml`;
  writeNew(file, templateText(template).replace(/^name: .*$/m, `name: ${name}`));
  // One that is there may be shared by other scenarios, and of another version: understudy schema writes it anew.
  const hasSchema = existsSync(SCHEMA);
  if (!hasSchema) writeNew(SCHEMA, packageFile(SCHEMA));
  print(`${file} is written${hasSchema ? "" : `, and ${SCHEMA} for your editor`}. Next: understudy run ${file}`);
}

function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === "EEXIST";
    throw new InputError(exists ? `${file} is there already; choose another name` : `${file}: ${String(error)}`);
  }
}
