/** The directors, each where its services are reached. */
import type { DirectorSpec } from "../../model/index.js";
import { inNaturalOrder } from "../section/natural-order.js";
import type { Checks, Parts } from "../section/parts.js";

export function directorSpecs(parts: Parts, checks: Checks): readonly DirectorSpec[] {
  const defined = parts.directors.list.map((director) => {
    const { name, value } = director;
    const { network, on, standby } = value;
    checkPlace(director, parts, checks);
    return {
      name,
      network: network ?? networkOfHost(on, parts) ?? networkOf(name, parts, checks),
      ...(on === "primary" ? { byPrimary: true as const } : on !== undefined && { on }),
      ...(standby === undefined ? {} : { standby }),
    };
  });
  const implied = checks.names.implied("director").map((name) => ({ name, network: networkOf(name, parts, checks) }));
  return inNaturalOrder([...defined, ...implied]);
}

/** It stands somewhere, and in one place. */
function checkPlace({ name, value, path }: Parts["directors"]["list"][number], parts: Parts, checks: Checks): void {
  const { network, on, standby } = value;
  if (network === undefined && on === undefined)
    checks.keyError(path, { message: `${name} stands nowhere`, expected: "`network:`, or `on:` with a host" });
  if (network !== undefined && on !== undefined)
    checks.error([...path, "network"], {
      message: "its host says where it stands",
      expected: "one of `network` and `on`",
    });
  if (on !== "primary") return;
  if (standby !== undefined)
    checks.error([...path, "standby"], {
      message: "whoever serves passes on: nobody can do so in its place",
      expected: "no `standby`",
    });
  const passedOn = parts.services.list.filter(({ value }) => value.director === name);
  if (passedOn.length === 0) {
    const message = `no service is reached by ${name}: there is no primary that could pass requests on`;
    checks.keyError(path, { message, expected: `\`director: ${name}\` of a service` });
  }
  for (const service of passedOn) {
    if (service.value["runs-on"].length === 1) continue;
    const message = `none of the hosts of ${service.name} is special: there is no primary that could pass requests on`;
    checks.error([...service.path, "director"], { message, expected: "a director with a place, or one host" });
  }
}

function networkOfHost(on: string | undefined, { hosts }: Parts): string | undefined {
  return hosts.list.find(({ name }) => name === on)?.value.network[0];
}

function networkOf(director: string, { services, hosts }: Parts, checks: Checks): string {
  const users = services.list.filter(({ value }) => value.director === director);
  const networks = new Set(
    users.flatMap((user) =>
      hosts.list.filter(({ name }) => user.value["runs-on"].includes(name)).map(({ value }) => value.network[0]!),
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
