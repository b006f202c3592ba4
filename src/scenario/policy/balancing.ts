/** `balancing:` of a policy: when services get more hosts and fewer, how requests are spread, and who gets a host of the pool. */
import { type BalancingPolicy, capacityOver } from "../../control/index.js";
import type { AroundPolicy, DecodedPart } from "../family/family.js";
import { watchedBy } from "../meaning/agents.js";
import { controllerNetworks } from "../meaning/controller.js";
import type { PolicySpec } from "../scenario.js";
import type { Checks, Parts } from "../section/parts.js";
import type { Path } from "../source/located.js";
import { idleInBalancing } from "./balancing-idle.js";
import { checkMetrics } from "./balancing-metric.js";
import { warnOfIdle } from "./idle-keys.js";
import { growSchema, hostsSchema, shrinkSchema, type WrittenBalancing } from "./balancing-schema.js";

/** Load balancing as it is written; how many hosts a peak needs is worked out when the run is built. */
export interface BalancingSpec {
  readonly services: readonly { readonly service: string; readonly priority: number }[];
  readonly pool: readonly string[];
  readonly scale:
    | Exclude<BalancingPolicy["scale"], { by: "fixed" }>
    | { readonly by: "fixed"; readonly hosts: "peak" | "average" | number };
  readonly policy: Omit<BalancingPolicy, "scale">;
  /** On a machine of its own beside the controller that moves services, with which it talks over a network. */
  readonly own: { readonly over: string } | null;
}

/** What a policy says to load balancing. */
export function balancingOf({ parts }: PolicySpec): BalancingSpec | undefined {
  return parts["balancing"] as BalancingSpec | undefined;
}

export function balancingPart(
  value: WrittenBalancing,
  { at, policy, parts, checks }: AroundPolicy,
): DecodedPart<BalancingSpec> {
  if (value.controllers === 2 && policy["failover"] === undefined && policy.module === undefined) {
    const message = "nobody but load balancing acts on hosts";
    checks.error([...at, "controllers"], { message, expected: "`failover:` beside it" });
  }
  const part = balancingSpec(value, at, parts, checks);
  const moves = policy.module !== undefined || (policy["failover"] ?? "none") !== "none";
  warnOfIdle(idleInBalancing(value, part, moves, parts), at, checks);
  return { part };
}

function balancingSpec(value: WrittenBalancing, at: Path, parts: Parts, checks: Checks): BalancingSpec {
  checkScale(value, at, checks);
  checkControllers(value, at, checks);
  checkAtOnce(value, at, checks);
  const services = servicesOf(value, at, parts, checks);
  const pool = poolOf(value, parts);
  checkNeeds(value, services, at, parts, checks);
  checkVolumes(
    value,
    services.map(({ service }) => service),
    at,
    parts,
    checks,
  );
  const busy = withUsers(
    value,
    services.map(({ service }) => service),
    at,
    parts,
    checks,
  );
  const homes = parts.services.list.filter(({ name }) => services.some(({ service }) => service === name));
  checkMetrics(value, at, homes, pool, parts, checks);
  checkLoad(value, at, [...homes.flatMap((home) => home.value["runs-on"]), ...pool], parts, checks);
  const { data, hosts = HOSTS, drain, then, order, take, limits, load, every, misses, sessions = "stay" } = value;
  return {
    services,
    pool,
    own: value.controllers === 1 ? null : { over: value.over ?? controllerNetworks(parts)[0]! },
    scale: scaleOf(value),
    policy: {
      figure: value.figure === 11 ? "11" : "13",
      load,
      every,
      misses,
      ...hosts,
      route: { ...weighed(value, at, checks), sessions, eject: ejectionOf(value) },
      data: {
        by: data.by,
        parts: data.parts,
        on: data.on ?? null,
        synchronise: data.synchronise ?? null,
        ...(data.volumes && { volumes: data.volumes }),
      },
      leave: { drain, then },
      pool: {
        order,
        take,
        whenWanted: value["when-wanted"] ?? "drain",
        ...(value["at-once"] > 1 && { atOnce: value["at-once"] }),
        ...(busy.length > 0 && { withUsers: busy }),
      },
      limits: {
        relay: limits.relay,
        replicate: limits.replicate,
        boot: limits.boot,
        shutdown: limits.shutdown,
        retryAfter: limits["retry-after"],
      },
    },
  };
}

/** The defaults of both rules are the figures of the source: 80 % for 10 minutes, 20 % for 20 minutes. */
const GROW = growSchema().parse({});
const SHRINK = shrinkSchema().parse({});
const HOSTS = hostsSchema().parse({});

function scaleOf({
  grow = GROW,
  shrink = SHRINK,
  cooldown = 0,
  target,
  static: fixed,
}: WrittenBalancing): BalancingSpec["scale"] {
  if (fixed !== undefined) return { by: "fixed", hosts: fixed };
  if (target !== undefined) {
    const { of, ...rest } = target;
    return { by: "target", target: of, ...rest };
  }
  const { above, ...growing } = grow;
  const { below, ...shrinking } = shrink;
  return { by: "thresholds", grow: { ...growing, limit: above }, shrink: { ...shrinking, limit: below }, cooldown };
}

/** Whoever starts from the system of one service, or is shut down to be given it, is no help to another meanwhile. */
function checkAtOnce({ "at-once": most, data }: WrittenBalancing, at: Path, checks: Checks): void {
  if (most === 1 || data.parts === "applications") return;
  const message = "a helper that starts from the system of one service cannot help another beside it";
  checks.error([...at, "at-once"], { message, expected: "`data: { parts: applications }`, or 1" });
}

function checkControllers({ controllers, over }: WrittenBalancing, at: Path, checks: Checks): void {
  if (controllers === 2 || over === undefined) return;
  checks.error([...at, "over"], { message: "one controller talks to nobody", expected: "`controllers: 2`" });
}

function checkScale(value: WrittenBalancing, at: Path, checks: Checks): void {
  const ways = [
    ["target", value.target],
    ["static", value.static],
    ["grow", value.grow ?? value.shrink],
  ].flatMap(([name, given]) => (given === undefined ? [] : [String(name)]));
  if (ways.length > 1) {
    const message = `\`${ways[0]}\` means nothing beside \`${ways[1]}\``;
    checks.error([...at, ways[0]!], { message, expected: "one of `grow` and `shrink`, `target`, `static`" });
  }
  const limits = [
    ["grow", "above", value.grow?.metric, value.grow?.above],
    ["shrink", "below", value.shrink?.metric, value.shrink?.below],
    ["target", "of", value.target?.metric, value.target?.of],
  ] as const;
  for (const [rule, key, metric, limit] of limits) {
    if (metric === undefined || limit === undefined || !("share" in limit) || capacityOver(metric, []) !== null)
      continue;
    const message = `a host has no highest ${metric} that this could be a share of`;
    checks.error([...at, rule, key], { message, expected: "a value, such as 800ms or 10MB/s" });
  }
  const { least, most } = value.hosts ?? HOSTS;
  if (least > most) {
    const message = `at least ${least} and at most ${most} hosts is impossible`;
    checks.error([...at, "hosts"], { message, expected: "`least` not above `most`" });
  }
}

/** Where helpers get everything those do not count that the service runs on, and there may be fewer helpers than it needs. */
function checkNeeds(
  { share }: WrittenBalancing,
  balanced: BalancingSpec["services"],
  at: Path,
  { services }: Parts,
  checks: Checks,
): void {
  if (share !== "all-new") return;
  const chosen = services.list.filter(({ name }) => balanced.some(({ service }) => service === name));
  const found = chosen.find(({ value }) => (value.needs ?? 1) > 1);
  if (found === undefined) return;
  const message = `the first helper of ${found.name} gets everything alone, and it needs ${found.value.needs} hosts`;
  checks.error([...at, "share"], { message, expected: "another share, or a service that needs one host" });
}

/** Part of the data is of use where somebody reads just that, and where there is a primary to answer the rest. */
function checkVolumes(
  { data: { volumes } }: WrittenBalancing,
  balanced: readonly string[],
  at: Path,
  { services, storage }: Parts,
  checks: Checks,
): void {
  if (volumes === undefined) return;
  const path = [...at, "data", "volumes"];
  const all = storage.list.flatMap(({ value }) => Object.entries(value.volumes));
  const other = all.find(([name, { holds }]) => volumes.includes(name) && holds !== "data");
  if (other !== undefined) {
    const message = `${other[0]} holds no data: whether a helper gets it is said by \`parts\``;
    checks.error(path, { message, expected: "volumes with `holds: data`" });
  }
  const chosen = services.list.filter(({ name }) => balanced.includes(name));
  const many = chosen.find(({ value }) => value["runs-on"].length > 1);
  if (many !== undefined) {
    const message = `each host of ${many.name} answers whatever it is asked`;
    checks.error(path, { message, expected: "a service that runs on one host" });
  }
  const classes = chosen.flatMap(({ value }) => Object.values(value.load?.mix ?? {}));
  if (
    services.complete &&
    !classes.some(({ reads, of }) => reads === "shareable" && of !== undefined && volumes.includes(of))
  ) {
    const message = `nothing that may be shared is read from ${volumes.join(" or ")} alone`;
    checks.error(path, { message, expected: "a class with `reads: shareable` and `of:` one of them" });
  }
}

/** Somebody must be there to tell of load, and something to judge it by. */
function checkLoad(value: WrittenBalancing, at: Path, hosts: readonly string[], parts: Parts, checks: Checks): void {
  const { load } = value;
  if (load === "polled") return;
  if (load === "judged" && (value.target ?? value.static) !== undefined) {
    const message = "agents judge by `grow` and `shrink` only";
    checks.error([...at, "load"], { message, expected: "`polled` or `pushed` beside `target` or `static`" });
  }
  const watched = new Set(parts.agents.list.flatMap(watchedBy));
  const without = hosts.find((name) => !watched.has(name));
  if (without === undefined) return;
  checks.error([...at, "load"], {
    message: `${without} has no agent that could tell of it`,
    expected: "one in `agents`",
  });
}

/** `timed-out` is how it is written. */
function ejectionOf({ eject }: WrittenBalancing): BalancingSpec["policy"]["route"]["eject"] {
  if (eject === undefined) return null;
  return { ...eject, counts: eject.counts.map((each) => (each === "timed-out" ? "timed out" : each)) };
}

/** Who gets how much: some patterns say that themselves, the others are algorithms, which weights are said apart from. */
function weighed(value: WrittenBalancing, at: Path, checks: Checks) {
  const share = patternOf(value.share, at, checks);
  const { weights } = value;
  if (weights !== undefined && OWN_WEIGHTS.includes(share.pattern)) {
    const message = `${share.pattern} says itself who gets how much`;
    checks.error([...at, "weights"], {
      message,
      expected: "`weights` beside an algorithm, such as `share: round-robin`",
    });
  }
  return { share, weights: weights ?? "equal" };
}

const OWN_WEIGHTS: readonly string[] = ["alternate", "all-new", "capacity", "k-of-n"];

function patternOf(
  value: WrittenBalancing["share"],
  at: Path,
  checks: Checks,
): BalancingSpec["policy"]["route"]["share"] {
  if (typeof value === "string") return { pattern: value };
  if (value.give > value.of) {
    checks.error([...at, "share"], {
      message: `${value.give} of ${value.of} is more than all`,
      expected: "at most all",
    });
  }
  return { pattern: "k-of-n", k: value.give, n: value.of };
}

/** Each needs a director, and something that may be shared. */
function servicesOf(value: WrittenBalancing, at: Path, { services }: Parts, checks: Checks): BalancingSpec["services"] {
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
function withUsers(
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
