/** The directors, each where its services are reached. */
import type { DirectorSpec } from "../../model/index.js";
import { inNaturalOrder } from "../section/natural-order.js";
import type { Checks, Parts } from "../section/parts.js";

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
      hosts.list.filter(({ name }) => name === user.value["runs-on"]).map(({ value }) => value.network[0]!),
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
