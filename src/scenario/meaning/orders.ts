/** What an operator orders, of hosts that can be meant by it. */
import type { OrderSpec } from "../scenario.js";
import { instantOf } from "./instants.js";
import type { Checks, Parts } from "../section/parts.js";

export function orderSpecs(parts: Parts, checks: Checks): readonly OrderSpec[] {
  return parts.orders.list.map((order) => {
    const { value, path } = order;
    const at = instantOf(value.at, [...path, "at"], parts, checks);
    checkKind(order, checks);
    if (value.upgrade !== undefined && value.platform !== undefined) {
      checkKnown(order, value.upgrade, parts, checks);
      return { at, upgrade: value.upgrade, platform: value.platform };
    }
    const names = value["fail-back"] ?? [];
    for (const [index, host] of names.entries()) {
      if (!parts.hosts.list.some(({ name }) => name === host)) continue;
      if (!parts.services.complete || parts.services.list.some((each) => each.value["runs-on"].includes(host)))
        continue;
      checks.error([...path, "fail-back", ...(names.length > 1 ? [index] : [])], {
        message: `no service runs on ${host} at the beginning`,
        expected: "a host that has something to take back",
      });
    }
    return { at, failBack: names };
  });
}

type Order = Parts["orders"]["list"][number];

function checkKind({ value, path }: Order, checks: Checks): void {
  const { "fail-back": failBack, upgrade, platform } = value;
  if ((failBack === undefined) === (upgrade === undefined))
    checks.keyError(path, { message: "an order is one thing", expected: "one of `fail-back:` and `upgrade:`" });
  if (upgrade !== undefined && platform === undefined)
    checks.keyError(path, { message: "it is not said what it is made of then", expected: "`platform:` beside it" });
  if (upgrade === undefined && platform !== undefined)
    checks.error([...path, "platform"], { message: "nothing is upgraded", expected: "`upgrade:` with a host" });
}

/** Nobody could tell what of an unknown platform has become another. */
function checkKnown({ path }: Order, host: string, { hosts }: Parts, checks: Checks): void {
  if (!hosts.complete || hosts.list.some(({ name, value }) => name === host && value.platform !== undefined)) return;
  const message = `nothing is known of what ${host} is made of`;
  checks.error([...path, "upgrade"], { message, expected: "a host with a `platform`" });
}
