/** `detect:` how a failover policy learns that a host has failed. */
import * as z from "zod";
import type { DetectPolicy } from "../../control/index.js";
import { interval } from "../quantity/index.js";
import { entry, field } from "../schema/fields.js";
import type { Checks, Parts } from "../section/parts.js";
import type { Path } from "../source/located.js";

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
          every: field(interval).prefault("5s").describe("The controller asks at this interval."),
          timeout: field(interval).prefault("2s").describe("No answer within this is a miss."),
          misses: z.int().min(1).prefault(3).describe("Misses in a row before a verdict."),
        }),
      ])
      .prefault("off")
      .describe("The controller asks the host."),
    errors: z.boolean().prefault(true).describe("Whether error reports of the agent are believed."),
  });
}

export function detectPolicy(
  value: z.output<ReturnType<typeof detectSchema>>,
  at: Path,
  { agents }: Parts,
  checks: Checks,
): DetectPolicy {
  const hasAgents = agents.list.length > 0 || !agents.complete;
  if (value.reports !== undefined && value.reports !== "off" && !hasAgents) {
    checks.error([...at, "reports"], {
      message: "no host has an agent that could report",
      expected: "`agents:`, or `reports: off`",
    });
  }
  const reports = value.reports ?? (hasAgents ? { misses: 3 } : "off");
  const { queries, errors, when } = value;
  if (reports === "off" && queries === "off" && !(errors && hasAgents)) {
    checks.error(at, {
      message: "this policy would never learn of a failure",
      expected: "`agents:`, or `queries: { every: 5s }` in `detect`",
    });
  }
  return { when, reports: reports === "off" ? null : reports, queries: queries === "off" ? null : queries, errors };
}
