/** The name servers, and who asks them. */
import type { NameServerSpec } from "../../model/index.js";
import type { Checks, EntryOf, Parts } from "../section/parts.js";

export function nameServerSpecs({ "name-servers": servers }: Parts): readonly NameServerSpec[] {
  return servers.list.map(({ name, value }) => ({ name, ...value }));
}

/** What cannot be meant beside a name that users ask for. */
export function checkNamed(
  { name, value, path }: EntryOf<Parts["services"]["list"][number]["value"]>,
  checks: Checks,
): void {
  if (value["found-by"] === undefined) return;
  const at = [...path, "found-by"];
  if (value.director !== undefined) {
    const message = `users of ${name} are sent to its director: that redirects them, and no name is needed`;
    checks.error(at, { message, expected: "one of `director` and `found-by`" });
  }
  if (value.load?.mode === "flow") {
    const message = `in a flow nobody can be told apart who knows an old address of ${name}`;
    checks.error(at, { message, expected: "`mode: requests` in its `load`" });
  }
}
