/** `module:` of a policy: code of one's own; it runs only when the command line allows it. */
import { Digest } from "../../sim/index.js";
import type { PolicySpec } from "../scenario.js";
import type { Checks } from "../section/parts.js";
import type { Path } from "../source/located.js";
import { pathInFolder } from "../sources.js";

export function modulePolicy(name: string, written: string, at: Path, checks: Checks): PolicySpec {
  const path = pathInFolder(written);
  if (path === null) {
    checks.error(at, { message: `${written} is outside the scenario's folder`, expected: "a path inside it" });
    return { name, kind: "none" };
  }
  const text = checks.sources.read(path);
  if (text instanceof Error)
    checks.error(at, {
      message: `${path} cannot be read: ${text.message}`,
      expected: "a module inside the scenario's folder",
    });
  const digest = new Digest();
  if (typeof text === "string") digest.add(text);
  return { name, kind: "module", path, digest: digest.hex };
}
