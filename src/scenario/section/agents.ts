/** `agents:` software on hosts that watches them; the keys are names of hosts. */
import type { AgentSpec } from "../../model/index.js";
import { interval } from "../quantity/index.js";
import { entry, field } from "../schema/fields.js";
import type { Parts } from "./parts.js";
import type { Section } from "./section.js";

export function agentSchema() {
  return entry({
    report: field(interval).prefault("5s").describe("It reports at this interval, whether or not there are errors."),
    "quick-diagnostics": field(interval).optional().describe("Interval of quick diagnostics; never unless given."),
    "extended-diagnostics": field(interval)
      .optional()
      .describe("Interval of extended diagnostics; never unless given."),
  });
}

export const agents: Section = {
  about: "Software on hosts that watches them; the keys are names of hosts.",
  form: "named",
  keys: { refer: "host" },
  schema: agentSchema,
};

export function agentSpecs({ agents }: Parts): readonly AgentSpec[] {
  return agents.list.map(({ name, value }) => {
    const { report, "quick-diagnostics": quick, "extended-diagnostics": extended } = value;
    return {
      host: name,
      report,
      ...(quick === undefined ? {} : { quickDiagnostics: quick }),
      ...(extended === undefined ? {} : { extendedDiagnostics: extended }),
    };
  });
}
