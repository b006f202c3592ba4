/** The services: where they run, and what their users are to get. */
import type { ArraySpec, ServiceSpec } from "../../model/index.js";
import { checkNamed } from "./name-servers.js";
import { loadSpec } from "./loads.js";
import type { Checks, Parts } from "../section/parts.js";

type ServiceEntry = Parts["services"]["list"][number];

export function serviceSpecs(parts: Parts, arrays: readonly ArraySpec[], checks: Checks): readonly ServiceSpec[] {
  checkModes(parts, checks);
  checkPower(parts, checks);
  checkVolumes(parts, arrays, checks);
  return parts.services.list.map((service) => {
    const { name, value, path } = service;
    checkNamed(service, checks);
    if (name === "hosts")
      checks.keyError(path, { message: "a service cannot be called hosts", expected: "another name" });
    return {
      name,
      ...homesOf(service, checks),
      ...needsOf(service, checks),
      ...(value.director === undefined ? {} : { director: value.director }),
      ...(value["found-by"] === undefined ? {} : { foundBy: value["found-by"] }),
      ...objectiveOf(service, checks),
      ...(value.load === undefined ? {} : { load: loadSpec({ ...service, value: value.load }, parts, checks) }),
    };
  });
}

/** One host, or a pool of which each member serves: then nothing may be asked for that one alone may answer. */
function homesOf({ name, value, path }: ServiceEntry, checks: Checks): Pick<ServiceSpec, "runsOn" | "pool"> {
  const homes = value["runs-on"];
  const at = [...path, "runs-on"];
  const [runsOn] = homes as [string, ...string[]];
  if (homes.length === 1) return { runsOn };
  if (new Set(homes).size < homes.length)
    checks.error(at, { message: "a host stands here twice", expected: "each once" });
  if (value.director === undefined)
    checks.error(at, { message: `nobody spreads ${name} over several hosts`, expected: "`director:` beside it" });
  const alone = Object.entries(value.load?.mix ?? {}).find(([, { reads }]) => reads !== "shareable");
  if (value.load !== undefined && (alone !== undefined || value.load.mix === undefined)) {
    const what = alone?.[0] ?? "what it is asked for";
    const message = `${what} may not be shared, so that one host alone may answer it`;
    checks.error(at, { message, expected: "`reads: shareable` in its `mix`, or one host" });
  }
  return { runsOn, pool: homes };
}

function needsOf({ value, path }: ServiceEntry, checks: Checks): Pick<ServiceSpec, "needs"> {
  const { needs } = value;
  if (needs === undefined || needs === 1) return {};
  const most = value["runs-on"].length;
  if (needs > most)
    checks.error([...path, "needs"], {
      message: `it runs on ${most === 1 ? "one host" : `${most} hosts`}, and needs ${needs}`,
      expected: `${most} at most`,
    });
  return { needs };
}

function objectiveOf({ value, path }: ServiceEntry, checks: Checks): Pick<ServiceSpec, "objective"> {
  const { objective, load } = value;
  if (objective === undefined) return {};
  if (load === undefined)
    checks.error([...path, "objective"], { message: "nobody asks for anything", expected: "a `load` beside it" });
  const { answered, within, window } = objective;
  return {
    objective: {
      ...(answered !== undefined && { answered }),
      ...(within !== undefined && { within }),
      ...(window !== undefined && { window }),
    },
  };
}

/** A host serves requests or a flow: it could not tell how much of it is left to one beside the other. */
function checkModes({ services }: Parts, checks: Checks): void {
  const loaded = services.list.flatMap(({ name, value, path }) =>
    value.load === undefined ? [] : [{ name, path, mode: value.load.mode }],
  );
  const [first] = loaded;
  for (const { name, mode, path } of loaded) {
    if (mode === first!.mode) continue;
    const message = `the load of ${name} is in mode ${mode}, that of ${first!.name} in mode ${first!.mode}`;
    checks.error([...path, "load", "mode"], { message, expected: "one mode for all services" });
  }
}

/** Possible, but rarely meant: nobody serves it before something switches that host on. */
function checkPower({ services, hosts }: Parts, checks: Checks): void {
  const notOn = new Map(
    hosts.list.filter(({ value }) => value.power !== "on").map((host, place) => [host.name, { host, place }]),
  );
  for (const { value, path } of services.list) {
    const found = [...new Set<string>(value["runs-on"])].flatMap((name) => notOn.get(name) ?? []);
    for (const { host } of found.toSorted((a, b) => a.place - b.place)) {
      const state = host.value.power === "off" ? "off" : "in standalone";
      checks.warning([...path, "runs-on"], { message: `${host.name} is ${state} at the beginning` });
    }
  }
}

/** What a service reads and writes is presented to its host, and moves with it. */
function checkVolumes({ services }: Parts, arrays: readonly ArraySpec[], checks: Checks): void {
  const owners = new Map(arrays.flatMap(({ volumes }) => volumes.map(({ name, host }) => [name, host])));
  for (const { name, value, path } of services.list) {
    for (const [kind, uses] of Object.entries(value.load?.mix ?? {})) {
      for (const key of ["writes", "of"] as const) {
        const volume = uses[key];
        const owner = volume === undefined ? undefined : owners.get(volume);
        if (owner === undefined || owner === "" || value["runs-on"].includes(owner)) continue;
        const message = `${volume} is a volume of ${owner}, and ${name} runs on ${value["runs-on"].join(", ")}`;
        checks.error([...path, "load", "mix", kind, key], { message, expected: `a volume of ${value["runs-on"][0]}` });
      }
    }
  }
}
