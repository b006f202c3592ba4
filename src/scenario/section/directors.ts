/** `directors:` the load balancers in front of hosts; one that only a service names stands in the network of its host. */
import type { DirectorSpec } from "../../model/index.js";
import type { Context } from "../schema/context.js";
import { interval } from "../quantity/index.js";
import { entry, field, reference } from "../schema/fields.js";
import { inNaturalOrder } from "./natural-order.js";
import type { Checks, Parts } from "./parts.js";
import type { Section } from "./section.js";

export function directorSchema(context: Context) {
  return entry({
    network: reference(context, "network").describe("Where it stands."),
    standby: entry({
      director: reference(context, "director").describe("Another one"),
      takeover: field(interval).prefault("3s").describe("that acts in its place so long after it has failed."),
    }).optional(),
  });
}

export const directors: Section = {
  about: "Load balancers in front of hosts; one that only a service names stands in the network of its host.",
  form: "named",
  keys: { define: "director" },
  schema: directorSchema,
};

export function directorSpecs(parts: Parts, checks: Checks): readonly DirectorSpec[] {
  const defined = parts.directors.list.map(({ name, value: { network, standby } }) => ({
    name,
    network,
    ...(standby === undefined ? {} : { standby }),
  }));
  const implied = checks.names.implied("director").map((name) => ({ name, network: networkOf(name, parts, checks) }));
  return inNaturalOrder([...defined, ...implied]);
}

function networkOf(director: string, { services, hosts }: Parts, checks: Checks): string {
  const users = services.list.filter(({ value }) => value.director === director);
  const networks = new Set(
    users.flatMap((user) =>
      hosts.list.filter(({ name }) => name === user.value["runs-on"]).map(({ value }) => value.network),
    ),
  );
  if (networks.size > 1) {
    checks.error([...users[0]!.path, "director"], {
      message: `${director} could stand in ${[...networks].join(" or ")}`,
      expected: `\`directors: { ${director}: { network: … } }\``,
    });
  }
  return [...networks][0] ?? "";
}
