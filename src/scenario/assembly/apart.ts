/** Networks between which no connector leads: whoever stands in one is never reached from the other, whatever works. */
import type { WorldSpec } from "../../model/index.js";

/** By network the others to which nothing leads from there; without those that all others lead to. */
export function networksApart({
  networks,
  connectors,
}: Pick<WorldSpec, "networks" | "connectors">): Readonly<Record<string, readonly string[]>> {
  const parts = new Map(networks.map(({ name }) => [name, new Set([name])]));
  for (const { joins } of connectors) {
    const whole = new Set(joins.flatMap((each) => [...(parts.get(each) ?? [])]));
    for (const each of whole) parts.set(each, whole);
  }
  const names = networks.map(({ name }) => name);
  return Object.fromEntries(
    names.flatMap((name) => {
      const apart = names.filter((each) => !parts.get(name)!.has(each));
      return apart.length === 0 ? [] : [[name, apart]];
    }),
  );
}
