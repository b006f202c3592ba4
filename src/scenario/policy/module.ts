/** `module:` of a policy: code of one's own; it runs only when the command line allows it. */
import { Digest } from "../../sim/index.js";
import type { ModuleSpec } from "../scenario.js";
import type { Checks } from "../section/parts.js";
import type { Path } from "../source/located.js";
import { pathInFolder } from "../sources.js";

/** `null`, and told, when there is no such module that may be read. */
export function moduleSpec(written: string, at: Path, checks: Checks): ModuleSpec | null {
  const path = pathInFolder(written);
  if (path === null) {
    checks.error(at, { message: `${written} is outside the scenario's folder`, expected: "a path inside it" });
    return null;
  }
  const text = checks.sources.read(path);
  if (text instanceof Error) {
    const expected = "a module inside the scenario's folder";
    checks.error(at, { message: `${path} cannot be read: ${text.message}`, expected });
    return null;
  }
  const digest = new Digest();
  digest.add(text);
  return { path, digest: digest.hex };
}
