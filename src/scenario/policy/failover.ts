/** `failover:` of a policy: a preset with its options, the manual way, or none. */
import * as z from "zod";
import { dataStrategies, type FailoverPolicy, presets } from "../../control/index.js";
import { duration, interval } from "../quantity/index.js";
import type { AroundPolicy, DecodedPart } from "../family/family.js";
import type { PolicySpec } from "../scenario.js";
import type { Context } from "../schema/context.js";
import { entry, field, oneOf, reference } from "../schema/fields.js";
import { comingDelays, operatorDelays } from "../section/operator.js";
import type { Checks, Parts } from "../section/parts.js";
import type { Path } from "../source/located.js";
import { HOUR } from "../../units/index.js";
import { detectPolicy, detectSchema } from "./detect.js";
import { idleInFailover, wrongBesideManual } from "./failover-idle.js";
import { warnOfIdle } from "./idle-keys.js";
import { limitsSchema, stepLimits } from "./limits.js";

function shutdownSchema() {
  return entry({
    within: field(interval).prefault("60s").describe("How long an orderly shutdown may take."),
    relay: z
      .enum(["if-needed", "always", "never"])
      .prefault("if-needed")
      .describe("When the relay cuts the power: if the orderly shutdown is not confirmed, always, or never."),
    unconfirmed: z
      .enum(["retry", "page", "proceed-unsafely"])
      .prefault("page")
      .describe("What to do when neither shutdown nor relay can be confirmed."),
  });
}

/** The routine that is not chosen by a preset but by `manual:`; its steps are done by a person. */
export const MANUAL = "manual";
const CHOSEN_PRESETS = presets.map(({ name }) => name).filter((name) => name !== MANUAL);
const DATA_STRATEGIES = dataStrategies.map(({ name }) => name);

export function failoverSchema(context: Context) {
  const strategies = z.array(oneOf(DATA_STRATEGIES, "data strategy"));
  const policy = entry({
    preset: oneOf(CHOSEN_PRESETS, "preset").optional().describe("The routine: its steps and their order."),
    manual: entry(operatorDelays(context))
      .optional()
      .describe("Instead of a preset: somebody is paged, comes, and moves the cables."),
    standby: z
      .enum(["cold", "staged", "active"])
      .optional()
      .describe(
        "What the stand-in does until it is needed: cold is off, staged waits in standalone or idle, active has users and data of its own; as the preset has it unless given.",
      ),
    "own-data": z
      .enum(["mirror", "backup", "discard"])
      .optional()
      .describe(
        "Of an active stand-in, before it is overwritten: its mirror is split off, a backup is taken, or neither; mirror unless given.",
      ),
    parts: z
      .array(z.enum(["system", "programs", "data"]))
      .min(1)
      .optional()
      .describe("What moves; of the rest the stand-in has its own. All unless given."),
    "ahead-every": field(interval)
      .optional()
      .describe("How often what is done before any failure is done again; every hour unless given."),
    redirect: z
      .boolean()
      .optional()
      .describe("Whether the director sends the old address to the new one; as the preset has it unless given."),
    data: z
      .union([strategies, z.record(z.string(), strategies)])
      .optional()
      .describe(
        "How the data gets to the stand-in: the first that works, as a list for all or as one list for each of some stand-ins, by name; as the preset has it unless given, split-mirror, copy where it has none, nothing where no host has storage.",
      ),
    detect: detectSchema().prefault({}),
    shutdown: shutdownSchema().optional(),
    "stand-ins": z
      .array(reference(context, "host"))
      .optional()
      .describe("Who may stand in, best first; every other host unless given."),
    partition: z
      .array(
        entry({
          for: reference(context, "host").describe("A host that may fail."),
          by: z.array(reference(context, "host")).min(1).describe("Who is kept for it, best first."),
        }),
      )
      .optional()
      .describe("Shares out the hosts of a secondary site among several hosts that it stands in for."),
    "when-taken": z
      .enum(["wait", "what-is-left", "preempt"])
      .optional()
      .describe(
        "When a host's own stand-ins are taken: it waits, gets what is left of the others', or, where nothing is left, takes the stand-in of a service of lower priority; what-is-left unless given.",
      ),
    priority: z
      .record(z.string(), z.int().min(0).max(1000))
      .optional()
      .describe(
        "Who goes first when stand-ins are short: for each service a number, the higher the sooner; 0 unless given.",
      ),
    limits: limitsSchema().prefault({}),
    "mirror-again": z
      .boolean()
      .optional()
      .describe("After a takeover the device of the former holder becomes the mirror of the one in use."),
    failback: entry({
      after: field(duration).prefault("0s").describe("Pause after the repair."),
      "time-of-day": field(duration)
        .optional()
        .describe("Not before this time of a day that begins with the run, such as 3h."),
    })
      .optional()
      .describe("A repaired host takes its services back by itself; only when an operator says so unless given."),
    operator: entry(comingDelays(context))
      .optional()
      .describe("The person who is paged under this policy, where not as in `operator:`."),
  });
  return z.union([z.enum(["none"]), policy]);
}

export type WrittenFailover = z.output<ReturnType<typeof failoverSchema>>;
type Failover = Exclude<WrittenFailover, "none">;

/** What a policy says to failover. */
export function failoverOf({ parts }: PolicySpec): FailoverPolicy | undefined {
  return parts["failover"] as FailoverPolicy | undefined;
}

/** The defaults of `shutdown:` where nothing is said. */
const SHUTDOWN = shutdownSchema().parse({});

/** A person pulls plugs and asks nobody. */
const NOT_ORDERED: FailoverPolicy["shutdown"] = { within: 0, relay: "never", unconfirmed: "page" };

export function failoverPart(
  value: WrittenFailover,
  { at, parts, checks }: AroundPolicy,
): DecodedPart<FailoverPolicy> | null {
  if (value === "none") return null;
  checkKind(value, at, checks);
  checkPriority(value, at, parts, checks);
  const shared = {
    detect: detectPolicy(value.detect, [...at, "detect"], parts, checks),
    limits: stepLimits(value.limits),
    standIns: value["stand-ins"] ?? [],
  };
  if (value.manual !== undefined) {
    const part: FailoverPolicy = { preset: MANUAL, ...shared, shutdown: NOT_ORDERED, data: [] };
    return { part, operator: value.manual };
  }
  const part: FailoverPolicy = {
    preset: value.preset ?? "",
    ...shared,
    shutdown: value.shutdown ?? SHUTDOWN,
    ...dataOf(value, at, parts, checks),
    ...(value.standby === undefined ? {} : { standby: value.standby }),
    ownData: value["own-data"] ?? "mirror",
    ...whenTaken(value),
    ...(value["mirror-again"] === true && { mirrorAgain: true }),
    ...(value.failback && { failback: failbackPolicy(value.failback) }),
    ...(value.parts === undefined ? {} : { parts: value.parts }),
    aheadEvery: value["ahead-every"] ?? HOUR,
    ...(value.redirect === undefined ? {} : { redirect: value.redirect }),
  };
  if (value.preset !== undefined) warnOfIdle(idleInFailover(value, part, parts), at, checks);
  return { part, operator: value.operator ?? {} };
}

function whenTaken({ partition, "when-taken": when, priority }: Failover): Partial<FailoverPolicy> {
  return {
    ...(partition && { partition: { shares: partition, whenTaken: when === "wait" ? "wait" : "what-is-left" } }),
    ...(priority && { priority }),
    ...(when === "preempt" && { preempts: true }),
  };
}

function checkKind(value: Failover, at: Path, checks: Checks): void {
  if (value.preset === undefined && value.manual === undefined) {
    checks.error(at, { message: "`preset` is missing", expected: "`preset:` with a routine, `manual:`, or none" });
  }
  for (const key of value.manual === undefined ? [] : wrongBesideManual(value)) {
    checks.error([...at, key], { message: `\`${key}\` means nothing beside \`manual\``, expected: "one of both" });
  }
}

/** Of services that exist; and whoever preempts must be more important than somebody. */
function checkPriority(value: Failover, at: Path, { services }: Parts, checks: Checks): void {
  for (const service of Object.keys(value.priority ?? {})) {
    const complaint = checks.names.use(service, ["service"]);
    if (complaint !== null) checks.error([...at, "priority", service], complaint);
  }
  const ranks = new Set(services.list.map(({ name }) => value.priority?.[name] ?? 0));
  if (value["when-taken"] === "preempt" && services.complete && ranks.size < 2) {
    checks.error([...at, "when-taken"], {
      message: "nobody is more important than anybody else",
      expected: "`priority:` with a number for each service",
    });
  }
}

/** For all stand-ins alike, or for some of them, which are hosts. */
function dataOf(
  { data, preset: name = "" }: Failover,
  at: Path,
  parts: Parts,
  checks: Checks,
): Pick<FailoverPolicy, "data" | "dataFor"> {
  if (Array.isArray(data)) return { data };
  for (const standIn of Object.keys(data ?? {})) {
    const complaint = checks.names.use(standIn, ["host"]);
    if (complaint !== null) checks.error([...at, "data", standIn], complaint);
  }
  return { data: defaultData(name, parts), ...(data && { dataFor: data }) };
}

function defaultData(name: string, { hosts }: Parts): readonly string[] {
  const own = presets.find((each) => each.name === name)?.options.data ?? [];
  if (own.length > 0) return own;
  const stored = hosts.list.some(({ value }) => Object.keys(value.storage).length > 0);
  return stored ? ["split-mirror", "copy"] : [];
}

function failbackPolicy({ after, "time-of-day": timeOfDay }: NonNullable<Failover["failback"]>) {
  return { after, ...(timeOfDay !== undefined && { timeOfDay }) };
}
