/** Whom load balancing is about: the services that get hosts, and the hosts of the pool that they get. */
import type { Checks, Parts } from "../section/parts.js";
import type { Path } from "../source/located.js";
import type { WrittenBalancing } from "./balancing-schema.js";

export interface RankedService {
  readonly service: string;
  readonly priority: number;
}

/** Each needs a director, and something that may be shared. */
export function rankedServices(
  value: WrittenBalancing,
  at: Path,
  { services }: Parts,
  checks: Checks,
): readonly RankedService[] {
  const path = [...at, "services"];
  const priorities: Readonly<Record<string, { readonly priority: number }>> =
    value.services === undefined || Array.isArray(value.services)
      ? {}
      : (value.services as Readonly<Record<string, { readonly priority: number }>>);
  for (const name of Object.keys(priorities)) {
    const complaint = checks.names.use(name, ["service"]);
    if (complaint !== null) checks.error([...path, name], complaint);
  }
  const named = Array.isArray(value.services) ? value.services : Object.keys(priorities);
  const chosen = services.list.filter(({ name, value: service }) =>
    value.services === undefined ? service.director !== undefined && service.load !== undefined : named.includes(name),
  );
  for (const { name, value: service } of chosen) {
    if (service.director === undefined || service.load === undefined) {
      checks.error(path, { message: `${name} has no director or no load`, expected: "`director:` and `load:` of it" });
    } else if (!Object.values(service.load.mix ?? {}).some(({ reads }) => reads === "shareable")) {
      checks.warning(path, {
        message: `nothing of ${name} may be shared, so that helpers would have nothing to do`,
        expected: "a class in its `mix` with `reads: shareable`",
      });
    }
  }
  if (chosen.length === 0 && services.complete) {
    checks.error(path, {
      message: "there is no service to balance",
      expected: "a service with `director:` and `load:`",
    });
  }
  return chosen.map(({ name }) => ({ service: name, priority: priorities[name]?.priority ?? 0 }));
}

/** Every host on which nothing runs at first, unless some are named. */
export function poolOf(value: WrittenBalancing, { hosts, services }: Parts): readonly string[] {
  const homes = homesOf(services);
  return value.pool ?? hosts.list.map(({ name }) => name).filter((name) => !homes.has(name));
}

function homesOf(services: Parts["services"]): ReadonlySet<string> {
  return new Set(services.list.flatMap((service) => service.value["runs-on"]));
}

/** Hosts of the pool on which a service runs that nobody balances: they stay with their users, and help beside that. */
export function withUsers(
  value: WrittenBalancing,
  balanced: readonly string[],
  at: Path,
  { services }: Parts,
  checks: Checks,
): readonly string[] {
  const homes = homesOf(services);
  const ofBalanced = homesOf({ ...services, list: services.list.filter(({ name }) => balanced.includes(name)) });
  const found = (value.pool ?? []).filter((name) => homes.has(name));
  for (const name of found) {
    const message = `a service runs on ${name}`;
    if (ofBalanced.has(name))
      checks.error([...at, "pool"], {
        message: `${message} that may need help itself`,
        expected: "hosts that are free",
      });
    else if (
      value.data.parts !== "applications" ||
      value.then !== "hand-on" ||
      value.data.by.some((by) => by !== "copy")
    )
      checks.error([...at, "pool"], {
        message: `${message}: it would be shut down to help, or afterwards, or lose data of its own`,
        expected: "`data: { by: [copy], parts: applications }` and `then: hand-on`, or hosts that are free",
      });
  }
  return found;
}
