/** The relays in the power lines, those that only hosts speak of among them. */
import type { RelaySpec } from "../../model/index.js";
import type { Checks, Parts } from "../section/parts.js";
import { inNaturalOrder } from "../section/natural-order.js";

/** Those defined and those implied. */
export function relaySpecs(
  { relays }: Parts,
  { names }: Checks,
  defaults: Omit<RelaySpec, "name">,
): readonly RelaySpec[] {
  const defined = relays.list.map(({ name, value }) => ({ name, ...value }));
  const implied = names.implied("relay").map((name) => ({ name, ...defaults }));
  return inNaturalOrder([...defined, ...implied]);
}
