/** `balancing:` of a policy: when services get more hosts and fewer, how requests are spread, and who gets a host of the pool. */
import * as z from "zod";
import { capacityOver, metricNames } from "../../control/index.js";
import { duration, interval, share, threshold } from "../quantity/index.js";
import type { BalancingSpec } from "../scenario.js";
import type { Context } from "../schema/context.js";
import { entry, field, oneOrMore, reference } from "../schema/fields.js";
import { watchedBy } from "../meaning/agents.js";
import { controllerSpec } from "../meaning/controller.js";
import type { Checks, Parts } from "../section/parts.js";
import type { Path } from "../source/located.js";

function ruleShape(sustained: string) {
  return {
    metric: z.enum(metricNames).prefault("connection-requests").describe("What is measured."),
    for: field(interval).prefault(sustained).describe("So long without a break: what is transitory does not count."),
    tolerance: field(share).prefault("0%").describe("Share of that time in which it may be on the other side."),
  };
}

const LIMIT = "A share of what the service's hosts can do, or a value.";

function growSchema() {
  return entry({ ...ruleShape("10min"), above: field(threshold).prefault("80%").describe(LIMIT) });
}

function shrinkSchema() {
  return entry({ ...ruleShape("20min"), below: field(threshold).prefault("20%").describe(LIMIT) });
}

function targetSchema() {
  return entry({
    metric: z.enum(metricNames).prefault("utilisation").describe("What is measured on every host."),
    of: field(threshold).prefault("75%").describe("What every host is to have of it, on average."),
    tolerance: field(share).prefault("10%").describe("Deviations up to this share of it change nothing."),
    stabilisation: field(duration).prefault("5min").describe("Shrinking waits for the highest wish of this time."),
  });
}

const PATTERNS = [
  "round-robin",
  "alternate",
  "all-new",
  "capacity",
  "random",
  "least-connections",
  "random-of-two",
  "source-hash",
] as const;

function shareSchema() {
  const some = entry({
    give: z.int().min(1).describe("So many requests go to the helpers"),
    of: z.int().min(1).describe("of so many."),
  });
  return z
    .union([z.enum(PATTERNS), some])
    .prefault("round-robin")
    .describe("Who gets how much of what may be shared; all else goes to the primary alone.");
}

function routeShape() {
  return {
    share: shareSchema(),
    sessions: z
      .enum(["stay", "move"])
      .prefault("stay")
      .describe("Whether users stay with the host that they are at, or are spread anew with their next request."),
    eject: entry({
      failures: z.int().min(1).prefault(5).describe("So many failures in a row leave a host out,"),
      for: field(interval).prefault("30s").describe("so long, and longer with each time,"),
      most: field(share).prefault("50%").describe("but never more than this share of the hosts, one excepted."),
    })
      .optional()
      .describe("The director leaves out hosts that fail; it does not unless given."),
  };
}

function dataSchema(context: Context) {
  return entry({
    by: z
      .array(z.enum(["split-mirror", "copy"]))
      .min(1)
      .prefault(["split-mirror", "copy"])
      .describe("How what may be shared gets to a helper: the first that works."),
    parts: z
      .enum(["all", "applications"])
      .prefault("all")
      .describe("applications: the helper has an operating system of its own, and goes on with it when it is online."),
    synchronise: entry({
      every: field(interval).prefault("5min").describe("So often,"),
      by: z
        .enum(["storage", "hosts"])
        .prefault("storage")
        .describe("by the storage system, or by the hosts, through the links of the one that writes."),
    })
      .optional()
      .describe("Copies of data that changes are brought up to date by what changed; never unless given."),
    on: reference(context, "disk-adapter")
      .optional()
      .describe("The disk adapter behind which copies are put; another than that of the source unless given."),
  });
}

function limitsSchema() {
  return entry({
    relay: field(interval).prefault("10s").describe("Of switching a relay, configuring a host, telling a director."),
    replicate: field(interval).prefault("6h").describe("Of bringing the data to a helper."),
    boot: field(interval).prefault("15min").describe("Of bringing a helper online."),
    shutdown: field(interval).prefault("2min").describe("Of shutting a helper down in order."),
    "retry-after": field(interval).prefault("1min").describe("Pause before a step is tried again."),
  });
}

function poolShape(context: Context) {
  return {
    pool: z
      .array(reference(context, "host"))
      .optional()
      .describe(
        "The hosts that may help, in the order in which they are taken; all on which no service runs unless given.",
      ),
    order: z
      .enum(["first-come", "priority", "greatest-deficit"])
      .prefault("first-come")
      .describe("Who gets the next free host when several services ask."),
    take: z.boolean().prefault(false).describe("Whether a service may have a host of one of lower priority."),
    "when-wanted": z
      .enum(["leave", "drain", "preempt"])
      .prefault("drain")
      .describe("What a helper does when a takeover needs its host: goes on, is drained first, leaves at once."),
    drain: field(interval).prefault("5min").describe("How long a helper that leaves may serve what it has."),
    then: z
      .enum(["power-off", "keep", "hand-on"])
      .prefault("power-off")
      .describe("Then it is off; off and ready for the same service; or in standalone for whoever needs it next."),
  };
}

export function balancingSchema(context: Context) {
  const service = entry({
    priority: z.int().prefault(0).describe("The higher, the sooner it gets a host."),
  });
  return entry({
    services: z
      .union([oneOrMore(reference(context, "service")), z.record(z.string(), service.meta({ named: true }))])
      .optional()
      .describe("Which services; all that have a director and a load unless given."),
    figure: z
      .union([z.literal(11), z.literal(13)])
      .prefault(13)
      .describe("Whose numbers the steps bear; with 13 the routine first identifies what may be shared."),
    load: z
      .enum(["polled", "pushed", "judged"])
      .prefault("polled")
      .describe(
        "How load becomes known: the controller asks hosts for their counters; agents tell them unasked; or agents compare " +
          "them with `grow` and `shrink`, each for its own host, and tell what came out.",
      ),
    every: field(interval).prefault("10s").describe("At this interval."),
    misses: z.int().min(1).prefault(3).describe("A helper that is silent so many times in a row is lost."),
    grow: growSchema().optional().describe("When a service gets one more host."),
    shrink: shrinkSchema().optional().describe("When it gives one back."),
    cooldown: field(duration).prefault("0s").describe("Pause after a change of the number of its hosts."),
    target: targetSchema().optional().describe("Instead of grow and shrink: the usual autoscaler of today."),
    static: z
      .union([z.enum(["peak", "average"]), z.int().min(1)])
      .optional()
      .describe("Instead of them: always as many hosts as its peak or its average load needs, or so many."),
    hosts: entry({
      least: z.int().min(1).prefault(1).describe("Never fewer hosts of a service, its primary included;"),
      most: z.int().min(1).prefault(1000).describe("never more."),
    }).prefault({}),
    ...routeShape(),
    data: dataSchema(context).prefault({}),
    ...poolShape(context),
    limits: limitsSchema().prefault({}),
    controllers: z
      .union([z.literal(1), z.literal(2)])
      .prefault(1)
      .describe("Beside `failover`: one machine for both, or a second one, `balancer`, that asks it for hosts."),
    over: reference(context, "network")
      .optional()
      .describe("The network over which two controllers talk; the first of `controller` unless given."),
  });
}

type Balancing = z.output<ReturnType<typeof balancingSchema>>;

export function balancingSpec(value: Balancing, at: Path, parts: Parts, checks: Checks): BalancingSpec {
  checkScale(value, at, checks);
  checkControllers(value, at, checks);
  const services = servicesOf(value, at, parts, checks);
  const pool = poolOf(value, at, parts, checks);
  const homes = parts.services.list.filter(({ name }) => services.some(({ service }) => service === name));
  checkLoad(value, at, [...homes.map((home) => home.value["runs-on"]), ...pool], parts, checks);
  const { data, hosts, drain, then, order, take, limits, load, every, misses, sessions } = value;
  return {
    services,
    pool,
    own: value.controllers === 1 ? null : { over: value.over ?? controllerSpec(parts).networks[0]! },
    scale: scaleOf(value),
    policy: {
      figure: value.figure === 11 ? "11" : "13",
      load,
      every,
      misses,
      ...hosts,
      route: { share: patternOf(value.share, at, checks), sessions, eject: value.eject ?? null },
      data: { by: data.by, parts: data.parts, on: data.on ?? null, synchronise: data.synchronise ?? null },
      leave: { drain, then },
      pool: { order, take, whenWanted: value["when-wanted"] },
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

function scaleOf({ grow = GROW, shrink = SHRINK, cooldown, target, static: fixed }: Balancing): BalancingSpec["scale"] {
  if (fixed !== undefined) return { by: "fixed", hosts: fixed };
  if (target !== undefined) {
    const { of, ...rest } = target;
    return { by: "target", target: of, ...rest };
  }
  const { above, ...growing } = grow;
  const { below, ...shrinking } = shrink;
  return { by: "thresholds", grow: { ...growing, limit: above }, shrink: { ...shrinking, limit: below }, cooldown };
}

function checkControllers({ controllers, over }: Balancing, at: Path, checks: Checks): void {
  if (controllers === 2 || over === undefined) return;
  checks.error([...at, "over"], { message: "one controller talks to nobody", expected: "`controllers: 2`" });
}

function checkScale(value: Balancing, at: Path, checks: Checks): void {
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
  if (value.hosts.least > value.hosts.most) {
    const message = `at least ${value.hosts.least} and at most ${value.hosts.most} hosts is impossible`;
    checks.error([...at, "hosts"], { message, expected: "`least` not above `most`" });
  }
}

/** Somebody must be there to tell of load, and something to judge it by. */
function checkLoad(value: Balancing, at: Path, hosts: readonly string[], parts: Parts, checks: Checks): void {
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

function patternOf(value: Balancing["share"], at: Path, checks: Checks): BalancingSpec["policy"]["route"]["share"] {
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
function servicesOf(value: Balancing, at: Path, { services }: Parts, checks: Checks): BalancingSpec["services"] {
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

function poolOf(value: Balancing, at: Path, { hosts, services }: Parts, checks: Checks): readonly string[] {
  const primaries = new Set(services.list.map((service) => service.value["runs-on"]));
  for (const name of value.pool ?? []) {
    if (!primaries.has(name)) continue;
    checks.error([...at, "pool"], { message: `a service runs on ${name}`, expected: "hosts that are free" });
  }
  return value.pool ?? hosts.list.map(({ name }) => name).filter((name) => !primaries.has(name));
}
