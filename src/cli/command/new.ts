/** `understudy new`: writes a starting scenario, commented. */
import { writeFileSync } from "node:fs";
import { badName, newScenario } from "../../scenario/index.js";
import { InputError } from "../../experiment/index.js";
import { print } from "../terminal.js";

export function create(name: string): void {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) {
    throw new InputError(`${name}: a name has lower-case letters, digits and hyphens, as in my-shop`);
  }
  const complaint = badName(name);
  if (complaint !== null) throw new InputError(`${name}: ${complaint.message}`);
  const file = `${name}.yaml`;
  try {
    writeFileSync(file, newScenario(name), { flag: "wx" });
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === "EEXIST";
    throw new InputError(exists ? `${file} is there already; choose another name` : `${file}: ${String(error)}`);
  }
  print(`${file} is written. Next: understudy run ${file}`);
}
