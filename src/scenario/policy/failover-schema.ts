/** The shape of `failover:` of a policy: keys, types, defaults. */
import * as z from "zod";
import { dataStrategies, presets } from "../../control/index.js";
import { duration, interval, period } from "../quantity/index.js";
import type { Context } from "../schema/context.js";
import { entry, field, oneOf, reference } from "../schema/fields.js";
import { comingDelays, operatorDelays } from "../section/operator.js";
import { detectSchema } from "./detect.js";
import { limitsSchema } from "./limits.js";

export function shutdownSchema() {
  return entry({
    within: field(interval).prefault("60s").describe("How long an orderly shutdown may take."),
    relay: z
      .enum(["if-needed", "always", "never"])
      .prefault("if-needed")
      .describe("When the relay cuts the power: if the orderly shutdown is not confirmed, always, or never."),
    warn: field(interval)
      .optional()
      .describe(
        "Users of a host that is shut down by choice (an active stand-in, or a host that goes back, is about to fail, or is too slow) are warned: nobody is let in any more, and what is open is answered, for so long at most; a host that dies meanwhile is waited for as long. Nobody is warned unless given.",
      ),
    first: z
      .enum(["primary", "stand-in"])
      .optional()
      .describe("Who is shut down first, where the stand-in is shut down too: the failed host unless given."),
    unconfirmed: z
      .enum(["retry", "page", "proceed-unsafely"])
      .prefault("page")
      .describe("What to do when neither shutdown nor relay can be confirmed."),
  });
}

function powerSchema() {
  return entry({
    off: z
      .enum(["relay", "by-hand"])
      .prefault("relay")
      .describe("Who cuts the power of a host: its relay, or a person who is called, comes, and pulls its plug."),
    on: z
      .enum(["relay", "by-hand"])
      .prefault("relay")
      .describe("Who gives a stand-in power: its relay, or a person who is called, comes, and switches it on."),
  });
}

function manualSchema(context: Context) {
  return entry({
    ...operatorDelays(context),
    data: z
      .enum(["cables", "backup"])
      .optional()
      .describe(
        "How the data gets to the stand-in: the cables are moved (unless given), or somebody gets out the last backups, and they are restored there, with the log if there is one.",
      ),
    "storage-off": z
      .boolean()
      .optional()
      .describe(
        "Whether storage systems are powered down while the cables are moved, for everybody who has data there; not unless given.",
      ),
  });
}

/** The routine that is not chosen by a preset but by `manual:`; its steps are done by a person. */
export const MANUAL = "manual";
const CHOSEN_PRESETS = presets.map(({ name }) => name).filter((name) => name !== MANUAL);
const DATA_STRATEGIES = dataStrategies.map(({ name }) => name);

/** What is done, and by what kind of stand-in. */
function routineShape(context: Context) {
  return {
    preset: oneOf(CHOSEN_PRESETS, "preset").optional().describe("The routine: its steps and their order."),
    manual: manualSchema(context)
      .optional()
      .describe("Instead of a preset: somebody is paged, comes, and moves the cables, or restores backups."),
    standby: z
      .enum(["cold", "staged", "active"])
      .optional()
      .describe(
        "What the stand-in does until it is needed: cold is off, staged waits in standalone or idle, active has users and data of its own; as the preset has it unless given.",
      ),
  };
}

/** What moves, how it gets to the stand-in, and what that is known as then. */
function dataShape() {
  const strategies = z.array(oneOf(DATA_STRATEGIES, "data strategy"));
  return {
    "own-data": z
      .enum(["mirror", "backup", "recent-backup", "discard"])
      .optional()
      .describe(
        "Of an active stand-in, before it is overwritten: its mirror is split off, a backup is taken, the last backup will do, or none of that; mirror unless given.",
      ),
    parts: z
      .array(z.enum(["system", "programs", "data"]))
      .min(1)
      .optional()
      .describe(
        "What moves, and must be of use on the stand-in, which has its own of the rest; all that is of use there unless given.",
      ),
    "ahead-every": field(period)
      .optional()
      .describe("How often what is done before any failure is done again; every hour unless given."),
    identity: entry({
      set: z
        .enum(["off", "standalone", "before-copy", "during-copy"])
        .prefault("off")
        .describe(
          "Once it has its data, while it is off; in standalone, where it has power too: then it must stop there (`boot: { auto: false }`); before-copy: written where the system lies still, before that is brought; during-copy: into the copy of the system as that is made. What comes otherwise is written once it is there.",
        ),
      reboot: z
        .boolean()
        .optional()
        .describe("From standalone it starts anew before it goes online; it goes online at once unless given."),
    })
      .optional()
      .describe("When the stand-in gets the identity that it serves under."),
    redirect: z
      .boolean()
      .optional()
      .describe(
        "Whether the director sends the old address to the new one, or the name server names that; as the preset has it unless given.",
      ),
    data: z
      .union([strategies, z.record(z.string(), strategies)])
      .optional()
      .describe(
        "How the data gets to the stand-in: the first that works, as a list for all or as one list for each of some stand-ins, by name; as the preset has it unless given, split-mirror, copy where it has none, nothing where no host has storage.",
      ),
    "backup-when": z
      .enum(["not-orderly", "useless", "always"])
      .optional()
      .describe(
        "When the backups of data that has some are used: where nothing newer is of use (useless, unless given), also when the failed host could not be shut down in order, or always; needs backup+log or backup+transform among the ways of data.",
      ),
  };
}

/** Who stands in for whom, and who first. */
function standInShape(context: Context) {
  return {
    "stand-ins": z
      .array(reference(context, "host"))
      .optional()
      .describe(
        "Who may stand in, best first; every other host unless given. The host on which a service starts may always take it back, named or not.",
      ),
    partition: z
      .array(
        entry({
          for: reference(context, "host").describe("A host that may fail."),
          by: z.array(reference(context, "host")).min(1).describe("Who is kept for it, best first."),
        }),
      )
      .optional()
      .describe("Shares out the hosts of a secondary site among several hosts that it stands in for."),
    together: z
      .array(z.array(reference(context, "host")).min(2))
      .min(1)
      .optional()
      .describe(
        "Sites of several hosts that move as one: when one of them is replaced the others follow, shut down in order, as far as there are stand-ins; they go back together when all are fit.",
      ),
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
  };
}

export function failoverSchema(context: Context) {
  const policy = entry({
    ...routineShape(context),
    ...dataShape(),
    detect: detectSchema().prefault({}),
    shutdown: shutdownSchema().optional(),
    power: powerSchema().optional(),
    ...standInShape(context),
    limits: limitsSchema().prefault({}),
    "mirror-again": z
      .boolean()
      .optional()
      .describe(
        "After a takeover the device of the former holder becomes the mirror of the one in use, and a mirror in another storage system follows that. Whoever serves at home again has the latter in any case.",
      ),
    failback: entry({
      after: field(duration).prefault("0s").describe("Pause after the repair."),
      "time-of-day": field(duration)
        .optional()
        .describe("Not before this time of a day that begins with the run, such as 3h."),
    })
      .meta({ examples: [{ after: "10min" }] })
      .optional()
      .describe("A repaired host takes its services back by itself; only when an operator says so unless given."),
    operator: entry(comingDelays(context))
      .optional()
      .describe("The person who is paged under this policy, where not as in `operator:`."),
  }).meta({ examples: [{ preset: "2A", data: ["copy"] }] });
  return z.union([z.enum(["none"]), policy]);
}

export type WrittenFailover = z.output<ReturnType<typeof failoverSchema>>;
