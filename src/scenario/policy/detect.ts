/** `detect:` how a failover policy learns that a host has failed. */
import * as z from "zod";
import type { DetectPolicy } from "../../control/index.js";
import { HOUR } from "../../units/index.js";
import { interval, multiplier, period } from "../quantity/index.js";
import { entry, field } from "../schema/fields.js";
import { warnOfBeats } from "../meaning/beats.js";
import type { Checks, Parts } from "../section/parts.js";
import type { Path } from "../source/located.js";
import { type IdleKey, warnOfIdle } from "./wrong-keys.js";

const OFF = z.enum(["off"]);

export function detectSchema() {
  return entry({
    when: z
      .enum(["any", "all"])
      .prefault("any")
      .describe("Whether one of the sources below is enough or all must agree."),
    reports: z
      .union([OFF, entry({ misses: z.int().min(1).prefault(3).describe("Missed reports before a verdict.") })])
      .optional()
      .describe("The agent's reports are late; on with 3 misses unless given, if any host has an agent."),
    queries: z
      .union([
        OFF,
        entry({
          every: field(period).prefault("5s").describe("The controller asks at this interval."),
          timeout: field(interval).prefault("2s").describe("No answer within this is a miss."),
          misses: z.int().min(1).prefault(3).describe("Misses in a row before a verdict."),
          ask: z
            .array(z.enum(["status", "performance"]))
            .min(1)
            .optional()
            .describe(
              "What the answer tells beside that it comes: what is broken, and how long a standard piece of work takes; nothing unless given.",
            ),
        }),
      ])
      .prefault("off")
      .describe("The controller asks the host."),
    phi: entry({
      threshold: z.number().min(0.1).max(100).prefault(8).describe("Failed when φ reaches this."),
      window: z.int().min(2).max(10_000).prefault(100).describe("How many intervals between reports are remembered."),
      "minimum-deviation": field(interval).prefault("100ms").describe("Reports count as no more regular than this."),
    })
      .optional()
      .describe("Accrual detection: learns how regularly reports come, and how improbable the present silence is."),
    freshness: entry({
      shift: field(interval).describe("How late the next report may be, by the time of its sending."),
    })
      .optional()
      .describe("Freshness points (NFD-S): counts when reports were sent, not when they came."),
    errors: z.boolean().prefault(true).describe("Whether error reports of the agent are believed."),
    precursors: entry({
      by: z
        .enum(["controller", "agent"])
        .prefault("controller")
        .describe("Who counts: the controller what it hears, or an agent that `foretells` what it sees."),
      errors: z
        .int()
        .min(1)
        .max(10_000)
        .optional()
        .describe("Minor errors of one component, where the controller counts; 3 unless given."),
      within: field(interval)
        .optional()
        .describe("Within this time, where the controller counts; an hour unless given."),
    })
      .optional()
      .describe("A series of minor errors foretells a failure: failure imminent."),
    performance: entry({
      slowness: field(multiplier).describe("How many times longer than it should a standard piece of work may take."),
    })
      .optional()
      .describe("A host that is too slow is performance deficient."),
    "act-on": z
      .array(z.enum(["failed", "malfunctioning", "failure imminent", "performance deficient"]))
      .min(1)
      .optional()
      .describe("Verdicts upon which somebody takes over; all but performance deficient unless given."),
  }).meta({ examples: [{ reports: { misses: 3 } }] });
}

type Written = z.output<ReturnType<typeof detectSchema>>;

export function detectPolicy(value: Written, at: Path, parts: Parts, checks: Checks): DetectPolicy {
  const { agents } = parts;
  const hasAgents = agents.list.length > 0 || !agents.complete;
  if (value.reports !== undefined && value.reports !== "off" && !hasAgents) {
    checks.error([...at, "reports"], {
      message: "no host has an agent that could report",
      expected: "`agents:`, or `reports: off`",
    });
  }
  const learnt = (["phi", "freshness"] as const).filter((key) => value[key] !== undefined);
  for (const key of hasAgents ? [] : learnt) {
    checks.error([...at, key], {
      message: "no host has an agent that could report",
      expected: "`agents:`, or `queries:`",
    });
  }
  const reports = value.reports ?? (hasAgents ? { misses: 3 } : "off");
  const { queries, errors, when } = value;
  if (reports === "off" && queries === "off" && learnt.length === 0 && !(errors && hasAgents)) {
    checks.error(at, {
      message: "this policy would never learn of a failure",
      expected: "`agents:`, or `queries: { every: 5s }` in `detect`",
    });
  }
  if (queries !== "off") warnOfBeats(queries.every, [...at, "queries", "every"], parts, checks);
  warnOfIdle(idleInDetect(value, reports !== "off", parts), at, checks);
  return {
    when,
    reports: reports === "off" ? null : reports,
    queries: queries === "off" ? null : queriesOf(queries),
    errors,
    ...conditions(value),
  };
}

function queriesOf({ ask, ...rest }: Exclude<Written["queries"], "off">): NonNullable<DetectPolicy["queries"]> {
  return { ...rest, ...(ask && { ask }) };
}

/** What would find nothing, and what nobody would find. */
function idleInDetect(value: Written, reported: boolean, { agents }: Parts): readonly IdleKey[] {
  const { precursors, performance, "act-on": actOn } = value;
  const hasAgents = agents.list.length > 0 || !agents.complete;
  const foretells = !agents.complete || agents.list.some((agent) => agent.value.foretells !== undefined);
  const hasQuick = !agents.complete || agents.list.some((agent) => agent.value["quick-diagnostics"] !== undefined);
  const asked = value.queries === "off" ? [] : (value.queries.ask ?? []);
  const sources = [reported, value.queries !== "off", value.phi !== undefined, value.freshness !== undefined];
  const unfounded = (["failure imminent", "performance deficient"] as const).map((verdict) => {
    const key = verdict === "failure imminent" ? "precursors" : "performance";
    return {
      path: ["act-on"],
      idle: actOn?.includes(verdict) === true && value[key] === undefined,
      message: `nothing would ever be found ${verdict}`,
      expected: `\`${key}:\` beside it`,
    };
  });
  return [
    {
      path: ["when"],
      idle: value.when === "all" && sources.filter(Boolean).length < 2,
      message: "there is one source alone",
      expected: "two or more of `reports`, `queries`, `phi` and `freshness`",
    },
    {
      path: ["precursors"],
      idle: precursors !== undefined && !hasAgents,
      message: "no host has an agent that could tell of minor errors",
      expected: "`agents:`",
    },
    {
      path: ["precursors", "by"],
      idle: precursors?.by === "agent" && hasAgents && !foretells,
      message: "no agent recognises a series of minor errors",
      expected: "`foretells:` of an agent",
    },
    ...(["errors", "within"] as const).map((key) => ({
      path: ["precursors", key],
      idle: precursors?.by === "agent" && precursors[key] !== undefined,
      message: "agents count, each by its own numbers",
      expected: `\`foretells: { ${key}: … }\` of an agent`,
    })),
    {
      path: ["performance"],
      idle: performance !== undefined && !hasQuick && !asked.includes("performance"),
      message: "no host has quick diagnostics, which see how fast it is",
      expected: "`quick-diagnostics:` of an agent, or `queries: { ask: [performance] }`",
    },
    {
      path: ["queries", "ask"],
      idle: performance === undefined && asked.includes("performance"),
      message: "how long a standard piece of work may take is not said",
      expected: "`performance:` beside it",
    },
    ...unfounded,
  ];
}

/** What a policy may ask for beyond late reports, queries and errors. */
function conditions(value: Written): Partial<DetectPolicy> {
  const { phi, freshness, precursors, performance, "act-on": actOn } = value;
  return {
    ...(phi && { phi: { threshold: phi.threshold, window: phi.window, minimumDeviation: phi["minimum-deviation"] } }),
    ...(freshness && { freshness }),
    ...(precursors?.by === "controller" && {
      precursors: { count: precursors.errors ?? 3, within: precursors.within ?? HOUR },
    }),
    ...(precursors?.by === "agent" && { foretold: true }),
    ...(performance && { performance }),
    ...(actOn && { actOn }),
  };
}
