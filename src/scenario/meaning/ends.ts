/** What lies at the edge of the storage network, as links and zones name it. */
import type { Kind } from "../schema/names.js";
import type { Checks, Parts } from "../section/parts.js";
import { adapterNames } from "../section/storage.js";
import type { Path } from "../source/located.js";

/** What a word names, `array-1/fa-1` the port adapter `fa-1`; `null` when it names nothing of these kinds. */
export function endOf(word: string, at: Path, kinds: readonly Kind[], parts: Parts, checks: Checks): string | null {
  const slash = word.indexOf("/");
  const name = word.slice(slash + 1);
  const complaint =
    (slash < 0 ? null : checks.names.use(word.slice(0, slash), ["array"])) ??
    checks.names.use(name, slash < 0 ? kinds : ["port-adapter"]);
  if (complaint !== null) {
    checks.error(at, complaint);
    return null;
  }
  const owner = ownerOf(name, parts);
  if (owner !== undefined && slash >= 0 && owner !== word.slice(0, slash)) {
    checks.error(at, { message: `${name} is a port adapter of ${owner}`, expected: `${owner}/${name}` });
  }
  if (owner !== undefined) checks.names.use(owner, ["array"]);
  return name;
}

/** The storage system that a port adapter belongs to. */
export function ownerOf(port: string, { storage }: Parts): string | undefined {
  return storage.list.find(({ value }) => adapterNames(value["port-adapters"]).includes(port))?.name;
}
