/** What an operator orders, of hosts that can be meant by it. */
import type { OrderSpec } from "../scenario.js";
import { instantOf } from "./instants.js";
import type { Checks, Parts } from "../section/parts.js";

export function orderSpecs(parts: Parts, checks: Checks): readonly OrderSpec[] {
  return parts.orders.list.map(({ value, path }) => {
    const names = value["fail-back"];
    for (const [index, host] of names.entries()) {
      if (!parts.hosts.list.some(({ name }) => name === host)) continue;
      if (!parts.services.complete || parts.services.list.some((each) => each.value["runs-on"].includes(host)))
        continue;
      checks.error([...path, "fail-back", ...(names.length > 1 ? [index] : [])], {
        message: `no service runs on ${host} at the beginning`,
        expected: "a host that has something to take back",
      });
    }
    return { at: instantOf(value.at, [...path, "at"], parts, checks), failBack: names };
  });
}
