/** `balancing:` of a policy: when services get more hosts and fewer, how requests are spread, and who gets a host of the pool. */
import type { BalancingPolicy, Rule } from "../../control/index.js";
import type { AroundPolicy, DecodedPart } from "../family/family.js";
import { controllerNetworks } from "../meaning/controller.js";
import type { Threshold } from "../quantity/threshold.js";
import type { PolicySpec } from "../scenario.js";
import { warnOfBeats } from "../meaning/beats.js";
import type { Checks, Parts } from "../section/parts.js";
import type { Path } from "../source/located.js";
import { idleInBalancing } from "./balancing-idle.js";
import { checkMetrics } from "./balancing-metric.js";
import { growSchema, shrinkSchema, type WrittenBalancing } from "./balancing-schema.js";
import { poolOf, type RankedService, rankedServices, withUsers } from "./balancing-whom.js";
import { HOSTS, wrongInBalancing } from "./balancing-wrong.js";
import { refuseWrong, warnOfIdle } from "./wrong-keys.js";

/** Load balancing as it is written; how many hosts a peak needs is worked out when the run is built. */
export interface BalancingSpec {
  readonly services: readonly RankedService[];
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
  warnOfBeats(value.every, [...at, "every"], parts, checks);
  const moves = policy.module !== undefined || (policy["failover"] ?? "none") !== "none";
  warnOfIdle(idleInBalancing(value, part, moves, parts), at, checks);
  return { part };
}

function balancingSpec(value: WrittenBalancing, at: Path, parts: Parts, checks: Checks): BalancingSpec {
  const services = rankedServices(value, at, parts, checks);
  const pool = poolOf(value, parts);
  const names = services.map(({ service }) => service);
  const homes = parts.services.list.filter(({ name }) => names.includes(name));
  refuseWrong(wrongInBalancing({ value, homes, pool, parts }), at, checks);
  checkMetrics(value, at, homes, pool, parts, checks);
  const busy = withUsers(value, names, at, parts, checks);
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
    return { by: "target", target: limitOf(of), ...rest };
  }
  const { above, ...growing } = grow;
  const { below, ...shrinking } = shrink;
  return {
    by: "thresholds",
    grow: { ...growing, limit: limitOf(above) },
    shrink: { ...shrinking, limit: limitOf(below) },
    cooldown,
  };
}

/** In the unit of its metric. */
function limitOf(limit: Threshold): Rule["limit"] {
  return "share" in limit ? limit : { value: limit.value };
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
