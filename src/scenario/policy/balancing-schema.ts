/** The shape of `balancing:` in a policy. */
import * as z from "zod";
import { metricNames } from "../../control/index.js";
import { duration, interval, period, share, threshold } from "../quantity/index.js";
import type { Context } from "../schema/context.js";
import { entry, field, oneOrMore, reference } from "../schema/fields.js";

function ruleShape(sustained: string) {
  return {
    metric: z.enum(metricNames).prefault("connection-requests").describe("What is measured."),
    for: field(interval).prefault(sustained).describe("So long without a break: what is transitory does not count."),
    tolerance: field(share).prefault("0%").describe("Share of that time in which it may be on the other side."),
  };
}

const LIMIT = "A share of what the service's hosts can do, or a value.";

export function growSchema() {
  return entry({ ...ruleShape("10min"), above: field(threshold).prefault("80%").describe(LIMIT) });
}

export function shrinkSchema() {
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
    .describe(
      "Who gets how much of what may be shared; all else goes to the primary alone. What a rule leaves to the primary the hosts of a service that runs on several have in equal parts.",
    );
}

function routeShape() {
  return {
    share: shareSchema(),
    weights: z
      .enum(["equal", "capacity"])
      .optional()
      .describe(
        "How much each host gets beside the others, whatever the algorithm: as much, or by the rate that it can serve; equal unless given.",
      ),
    sessions: z
      .enum(["stay", "move"])
      .optional()
      .describe(
        "Whether users who come for a session stay with the host that they are at, or are spread anew with their next request; stay unless given.",
      ),
    eject: entry({
      failures: z.int().min(1).prefault(5).describe("So many failures in a row leave a host out,"),
      for: field(interval).prefault("30s").describe("so long, and longer with each time,"),
      most: field(share).prefault("50%").describe("but never more than this share of the hosts, one excepted."),
      counts: z
        .array(z.enum(["failed", "timed-out", "refused"]))
        .min(1)
        .prefault(["failed", "timed-out", "refused"])
        .describe("What is a failure: nobody takes the request, no answer in time, or turned away (503)."),
    })
      .optional()
      .describe("The director leaves out hosts that fail; it does not unless given."),
  };
}

function dataSchema(context: Context) {
  return entry({
    by: z
      .array(z.enum(["split-mirror", "remote-mirror", "copy", "transform"]))
      .min(1)
      .prefault(["split-mirror", "copy"])
      .describe(
        "How what may be shared gets to a helper: the first that works; remote-mirror splits off the mirror that another storage system has, for a helper attached to that; transform is for what a helper of another make can only use converted.",
      ),
    parts: z
      .enum(["all", "applications"])
      .prefault("all")
      .describe("applications: the helper has an operating system of its own, and goes on with it when it is online."),
    volumes: oneOrMore(reference(context, "volume"))
      .optional()
      .describe(
        "Of the volumes with data a helper gets only these, and what does not read (`of`) one of them stays with the primary; all unless given.",
      ),
    synchronise: entry({
      every: field(period).prefault("5min").describe("So often,"),
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
    "retry-after": field(period).prefault("1min").describe("Pause before a step is tried again."),
  });
}

function poolShape(context: Context) {
  return {
    pool: z
      .array(reference(context, "host"))
      .optional()
      .describe(
        "The hosts that may help beside those that the services run on, in the order in which they are taken; all on which no service runs unless given. One with users of its own helps beside them: for that data is copied beside its own (`data: { by: [copy], parts: applications }`), and it is never shut down (`then: hand-on`).",
      ),
    "at-once": z
      .int()
      .min(1)
      .prefault(1)
      .describe(
        "How many services a host of the pool may help at once; one that helps others is taken when no other is free. More than one with `data: { parts: applications }` only.",
      ),
    order: z
      .enum(["first-come", "priority", "greatest-deficit"])
      .prefault("first-come")
      .describe("Who gets the next free host when several services ask."),
    take: z.boolean().prefault(false).describe("Whether a service may have a host of one of lower priority."),
    "when-wanted": z
      .enum(["leave", "drain", "preempt"])
      .optional()
      .describe(
        "What a helper does when a takeover needs its host: goes on, is drained first, leaves at once; drain unless given.",
      ),
    drain: field(interval).prefault("5min").describe("How long a helper that leaves may serve what it has."),
    then: z
      .enum(["power-off", "keep", "hand-on"])
      .prefault("power-off")
      .describe("Then it is off; off and ready for the same service; or in standalone for whoever needs it next."),
  };
}

export function hostsSchema() {
  return entry({
    least: z
      .int()
      .min(1)
      .prefault(1)
      .describe("Never fewer hosts of a service, those included that it runs on, which never leave;"),
    most: z.int().min(1).prefault(1000).describe("never more."),
  });
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
    every: field(period).prefault("10s").describe("At this interval."),
    misses: z
      .int()
      .min(1)
      .prefault(3)
      .describe(
        "A helper that is silent so many times in a row is lost; of several hosts that a service runs on one that is silent while others answer gets nothing until it answers again.",
      ),
    grow: growSchema()
      .optional()
      .describe("When a service gets one more host. One for a helper that was lost comes at once."),
    shrink: shrinkSchema().optional().describe("When it gives one back."),
    cooldown: field(duration)
      .optional()
      .describe("Beside grow and shrink: pause after a change of the number of its hosts; none unless given."),
    target: targetSchema().optional().describe("Instead of grow and shrink: the usual autoscaler of today."),
    static: z
      .union([z.enum(["peak", "average"]), z.int().min(1)])
      .optional()
      .describe("Instead of them: always as many hosts as its peak or its average load needs, or so many."),
    hosts: hostsSchema().optional().describe("Not beside static."),
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
  }).meta({ examples: [{ grow: { above: "80%" }, shrink: { below: "20%" } }] });
}

export type WrittenBalancing = z.output<ReturnType<typeof balancingSchema>>;
