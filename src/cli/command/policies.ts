/** `understudy policies`: the names that a shell proposes after `--policy`; none of a file that is wrong. */
import { readArgument } from "../scenario-file.js";
import { print } from "../terminal.js";

export async function printPolicies(file: string): Promise<void> {
  const { scenario } = await readArgument(file, { modules: "leave" });
  for (const { name } of scenario?.policies ?? []) print(name);
}
