/** The zones of the storage network, with members that are at its edge. */
import type { ZoneSpec } from "../../model/index.js";
import type { Checks, Parts } from "../section/parts.js";
import { endOf } from "./ends.js";

const MEMBERS = ["host", "link", "port-adapter"] as const;

export function zoneSpecs(parts: Parts, checks: Checks): readonly ZoneSpec[] {
  return parts.zones.list.map(({ name, value, path }) => {
    const members = value.flatMap((word, index) => endOf(word, [...path, index], MEMBERS, parts, checks) ?? []);
    for (const [index, member] of members.entries()) {
      if (members.indexOf(member) < index)
        checks.error([...path, index], { message: `${member} is in ${name} already`, expected: "each member once" });
    }
    return { name, members };
  });
}
