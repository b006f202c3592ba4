/** The relays in the power lines, those that only hosts speak of among them. */
import type { RelaySpec } from "../../model/index.js";
import { inNaturalOrder } from "../section/natural-order.js";
import type { Checks, Parts } from "../section/parts.js";

type Written = Parts["relays"]["list"][number]["value"];

/** Those defined and those implied. */
export function relaySpecs({ relays, hosts }: Parts, checks: Checks, defaults: Written): readonly RelaySpec[] {
  const defined = relays.list.map(({ name, value, path }) => {
    if (value.modem?.busy === 1) {
      const message = "somebody else speaks on the line all the time";
      checks.error([...path, "modem", "busy"], { message, expected: "less than 100%" });
    }
    const users = hosts.list.filter((host) => host.value.relay === name).length;
    if (value.shared === true && hosts.complete && users < 2) {
      checks.warning([...path, "shared"], {
        message: `${users === 0 ? "no host hangs" : "one host alone hangs"} on ${name}`,
      });
    }
    return relaySpec(name, value);
  });
  const implied = checks.names.implied("relay").map((name) => relaySpec(name, defaults));
  return inNaturalOrder([...defined, ...implied]);
}

function relaySpec(name: string, { switching, reading, over, modem }: Written): RelaySpec {
  return { name, switching, reading, ...(over !== undefined && { over }), ...(modem && { modem }) };
}
