/** Keys of `balancing:` that would do nothing beside its others, or under a policy that asks for nothing of the kind. */
import type { Parts } from "../section/parts.js";
import type { WrittenBalancing } from "./balancing-schema.js";
import type { RankedService } from "./balancing-whom.js";
import type { IdleKey } from "./wrong-keys.js";

/** @param moves whether the policy also moves services from host to host */
export function idleInBalancing(
  value: WrittenBalancing,
  { services }: { readonly services: readonly RankedService[] },
  moves: boolean,
  parts: Parts,
): readonly IdleKey[] {
  const complete = parts.services.complete;
  const balanced = parts.services.list.filter(({ name }) => services.some(({ service }) => service === name));
  const ranks = new Set(services.map(({ priority }) => priority));
  const ranked = "services with a `priority` each, such as `services: { shop: { priority: 2 }, mail: {} }`";
  return [
    {
      path: ["cooldown"],
      idle: value.cooldown !== undefined && (value.target ?? value.static) !== undefined,
      message: `\`cooldown\` means nothing beside \`${value.static === undefined ? "target" : "static"}\``,
      expected: value.static === undefined ? "`stabilisation` of `target`" : "one of both",
    },
    {
      path: ["hosts"],
      idle: value.hosts !== undefined && value.static !== undefined,
      message: "`hosts` means nothing beside `static`",
      expected: "one of both",
    },
    {
      path: ["at-once"],
      idle: value["at-once"] > 1 && complete && services.length < 2,
      message: "no host could help more than one service",
      expected: "`services:` with several",
    },
    {
      path: ["sessions"],
      idle:
        value.sessions !== undefined &&
        complete &&
        balanced.every(({ value: { load } }) => load?.session === undefined),
      message: "nobody comes for a session",
      expected: "`session:` in the `load` of a service",
    },
    {
      path: ["when-wanted"],
      idle: value["when-wanted"] !== undefined && !moves,
      message: "no takeover would ever need a helper",
      expected: "`failover:` beside `balancing`",
    },
    {
      path: ["take"],
      idle: value.take && complete && ranks.size < 2,
      message: "nobody is more important than anybody else",
      expected: ranked,
    },
    {
      path: ["order"],
      idle: value.order === "priority" && complete && services.length > 0 && ranks.size < 2,
      message: "nobody is more important than anybody else",
      expected: ranked,
    },
  ];
}
