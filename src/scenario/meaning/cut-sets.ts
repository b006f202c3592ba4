/** Things that are measured together. */
import type { CutSetSpec } from "../../model/index.js";
import type { Checks, Parts } from "../section/parts.js";

export function cutSetSpecs({ "cut-sets": cutSets }: Parts, checks: Checks): readonly CutSetSpec[] {
  return cutSets.list.map(({ name, value, path }) => {
    for (const [index, member] of value.of.entries()) {
      if (value.of.indexOf(member) === index) continue;
      checks.error([...path, "of", index], { message: `${member} stands here twice`, expected: "each once" });
    }
    return { name, of: value.of };
  });
}
