/** The services, with who uses them and what they need. */
import type { ArraySpec, LoadSpec, RequestClassSpec, ServiceSpec, SessionSpec } from "../../model/index.js";
import { type Micros, SECOND } from "../../units/index.js";
import { rateCurve } from "../load/index.js";
import type { LoadRate } from "../load/load-rate.js";
import { readReplay } from "../load/replay.js";
import type { Path } from "../source/located.js";
import { compareNaturally } from "../section/natural-order.js";
import { checkNamed } from "./name-servers.js";
import type { Checks, EntryOf, Parts } from "../section/parts.js";

type ServiceEntry = Parts["services"]["list"][number];
type Load = NonNullable<ServiceEntry["value"]["load"]>;

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

function loadSpec({ name, value, path }: EntryOf<Load>, parts: Parts, checks: Checks): LoadSpec {
  const classes = classSpecs({ name, value, path }, checks);
  checkFlow(value, [...path, "load"], checks);
  return {
    ...arrivalsOf(value, [...path, "load"], classes, parts, checks),
    classes,
    timeout: value.timeout,
    retry: retryOf({ name, value, path }, checks),
    mode: value.mode,
  };
}

/** What tells single requests from each other means nothing of a flow. */
function checkFlow({ mode, gaps, session, mix = {} }: Load, at: Path, checks: Checks): void {
  if (mode !== "flow") return;
  const said = [
    ...(gaps === undefined ? [] : [["gaps"]]),
    ...(session?.users === undefined ? [] : [["session", "users"]]),
    ...Object.entries(mix).flatMap(([name, { work }]) => (work === undefined ? [] : [["mix", name, "work"]])),
  ];
  for (const keys of said) {
    const message = `\`${keys.at(-1)}\` means nothing of a flow`;
    checks.error([...at, ...keys], { message, expected: "`mode: requests`" });
  }
}

function retryOf({ value: { retry }, path }: EntryOf<Load>, checks: Checks): LoadSpec["retry"] {
  const { times, backoff } = retry;
  if (times === undefined && retry.backoff !== undefined) {
    const at = [...path, "load", "retry", "backoff"];
    checks.warning(at, { message: "this does nothing: nothing is sent again", expected: "`times` beside it" });
  }
  if (backoff === undefined) return { times: times ?? 0, backoff: SECOND };
  const mean = Math.round(backoff.mean);
  return { times: times ?? 0, backoff: mean, ...(backoff.kind === "constant" ? {} : { varies: backoff }) };
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

/** By chance at a rate, or as they were recorded. */
function arrivalsOf(
  { rate, gaps, replay, session }: Load,
  at: Path,
  classes: readonly RequestClassSpec[],
  parts: Parts,
  checks: Checks,
): Pick<LoadSpec, "rate" | "gaps" | "trace" | "session"> {
  if (replay === undefined) {
    if (session?.users !== undefined) return stayingUsers({ rate, gaps, session }, at, checks);
    if (rate === undefined)
      checks.keyError(at, { message: "`rate` is missing", expected: "`rate:`, or `replay:` with a file" });
    else checkStart(rate, [...at, "rate"], parts, checks);
    const { base, factors } = rate ?? { base: 0, factors: [] };
    const curve = rateCurve(
      base,
      factors.map(({ factor }) => factor),
      parts.heading?.start ?? null,
    );
    return {
      rate: curve,
      ...(gaps === "even" ? { gaps } : {}),
      ...(session === undefined ? {} : { session: sessionOf(session, at, checks) }),
    };
  }
  for (const [key, given] of [
    ["rate", rate],
    ["gaps", gaps],
    ["session", session],
  ] as const) {
    if (given === undefined) continue;
    checks.error([...at, key], { message: `\`${key}\` means nothing beside \`replay\``, expected: "one of both" });
  }
  const names = classes.map(({ name }) => name);
  const read = readReplay(replay, names, checks.sources, parts.heading?.duration ?? Infinity);
  if ("complaint" in read) {
    checks.error([...at, "replay"], read.complaint);
    return { rate: rateCurve(0, [], null) };
  }
  const { leftOut, ...load } = read;
  if (leftOut !== null) checks.warning([...at, "replay"], { message: leftOut });
  return load;
}

type Session = NonNullable<Load["session"]>;

/** Of users who come and leave. */
function sessionOf({ requests, think }: Session, at: Path, checks: Checks): SessionSpec {
  if (requests === undefined)
    checks.error([...at, "session"], {
      message: "`requests` is missing",
      expected: "`requests:`, or `users:` who never leave",
    });
  return { requests: requests ?? 1, think };
}

/** Of users who never leave: they ask as fast as they are answered. */
function stayingUsers(
  { rate, gaps, session }: { readonly rate: Load["rate"]; readonly gaps: Load["gaps"]; readonly session: Session },
  at: Path,
  checks: Checks,
): Pick<LoadSpec, "rate" | "session"> {
  const beside = [
    [["rate"], rate],
    [["gaps"], gaps],
    [["session", "requests"], session.requests],
  ] as const;
  for (const [keys, given] of beside) {
    if (given === undefined) continue;
    const message = `\`${keys.at(-1)}\` means nothing beside users who never leave`;
    checks.error([...at, ...keys], { message, expected: "one of both" });
  }
  const { users, think } = session;
  if (think.mean < 1)
    checks.error([...at, "session", "think"], {
      message: "this is no time at all",
      expected: "an interval above zero",
    });
  return { rate: rateCurve(0, [], null), session: { requests: Infinity, users: users!, think } };
}

/** A day of the week means nothing before the scenario says when it starts. */
function checkStart(rate: LoadRate, path: readonly PropertyKey[], { heading }: Parts, checks: Checks): void {
  if (heading === null || heading.start !== undefined) return;
  for (const { pattern } of rate.factors) {
    if (!pattern.needsStart) continue;
    const message = `${pattern.name} load needs the scenario's \`start\``;
    checks.error([...path, pattern.name], { message, expected: "for example `start: 2000-11-20T00:00Z`" });
  }
}

/** How far from 100% the shares may be: they are written in decimals. */
const ROUNDING = 1e-9;

function classSpecs({ value, path }: EntryOf<Load>, checks: Checks): readonly RequestClassSpec[] {
  const at = [...path, "load", "mix"];
  const { mix } = value;
  if (mix === undefined) return [{ name: "requests", share: 1, shareable: false, size: 8000 }];
  const classes = Object.entries(mix).toSorted(([a], [b]) => compareNaturally(a, b));
  const written = classes.map(([, each]) => each.writes).find((each) => each !== undefined);
  const specs = classes.map(
    ([name, { share, reads, writes, of, "fresh-within": fresh, work, size }]): RequestClassSpec => {
      if (share === undefined && classes.length > 1)
        checks.error([...at, name, "share"], { message: "`share` is missing", expected: "a share, such as 95%" });
      if (writes !== undefined && (of !== undefined || fresh !== undefined)) {
        const key = of === undefined ? "fresh-within" : "of";
        checks.error([...at, name, key], {
          message: `\`${key}\` means nothing where requests write`,
          expected: "`reads:`",
        });
      }
      const read = changingData(writes, reads, of, fresh, written);
      if (writes === undefined && fresh !== undefined && read.of === undefined) {
        checks.warning([...at, name, "fresh-within"], {
          message: `this does nothing: what ${name} reads never changes`,
          expected: "`of:` with the volume that it reads",
        });
      }
      if (reads !== undefined && writes !== undefined) {
        checks.error([...at, name, "reads"], {
          message: "a request either reads or writes",
          expected: "one of `reads` and `writes`",
        });
      }
      return {
        name,
        share: share ?? 1,
        ...(writes === undefined ? {} : { writes }),
        shareable: reads === "shareable",
        ...read,
        ...(work === undefined ? {} : { work }),
        size,
      };
    },
  );
  const sum = specs.reduce((total, { share }) => total + share, 0);
  const given = classes.every(([, { share }]) => share !== undefined) || classes.length === 1;
  if (given && Math.abs(sum - 1) > ROUNDING) {
    checks.error(at, { message: `the shares make up ${Number((sum * 100).toPrecision(6))}%`, expected: "100%" });
  }
  return specs;
}

/** Exclusive reads are of the data that the service writes unless it says of which; shareable ones of what never changes. */
function changingData(
  writes: string | undefined,
  reads: "shareable" | "exclusive" | undefined,
  of: string | undefined,
  fresh: Micros | undefined,
  written: string | undefined,
): Pick<RequestClassSpec, "of" | "fresh"> {
  const volume = writes !== undefined ? undefined : (of ?? (reads === "shareable" ? undefined : written));
  return volume === undefined ? {} : { of: volume, ...(fresh === undefined ? {} : { fresh }) };
}
