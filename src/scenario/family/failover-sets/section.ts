/** `failover-sets:` which parts can replace one another, who watches over them, and who asks them to be managed. */
import * as z from "zod";
import { interval, period } from "../../quantity/index.js";
import type { Context } from "../../schema/context.js";
import type { Names } from "../../schema/names.js";
import { concept, entry, field, reference } from "../../schema/fields.js";
import { declareIn } from "../../section/declare.js";
import { instant } from "../../section/instants.js";
import { CONTROL_PROCESSOR, PART, STORAGE_SERVER } from "../../section/storage-servers.js";
import type { Entry } from "../../source/located.js";
import type { Report } from "../../source/report.js";

export const SET = "failover-set";

/** The place of the console. */
export const CONSOLE = "management-console";

/** As the schema decodes it. */
export type WrittenSets = z.output<ReturnType<typeof setsSchema>>;
export type WrittenSet = WrittenSets["sets"][string];

export function setsSchema(context: Context) {
  return entry({
    sets: z
      .record(z.string(), concept("failover-set", setSchema(context).meta({ named: true })))
      .prefault({})
      .describe("The sets, by their names."),
    console: entry({
      every: field(period).prefault("1s").describe("One request so often."),
      from: field(instant).prefault("0s").describe("From then on."),
      until: field(instant).optional().describe("Until then; to the end unless given."),
      configuration: z
        .int()
        .min(0)
        .max(100)
        .prefault(50)
        .describe("Of a hundred requests so many change the configuration; the others program paths."),
      keys: z.int().min(1).max(1000).prefault(8).describe("So many keys of the configuration are changed in turn."),
      timeout: field(interval).prefault("2s").describe("After that the next member is asked."),
      tries: z.int().min(1).prefault(5).describe("So many members are asked before a request has failed."),
    })
      .optional()
      .describe("Those who manage the storage servers; nobody does unless given."),
  });
}

function setSchema(context: Context) {
  const member = reference(context, PART, CONTROL_PROCESSOR, STORAGE_SERVER, SET);
  return entry({
    of: z
      .array(z.union([member, z.array(member).min(2)]))
      .min(1)
      .describe(
        "Its members: control processors, which settle roles among themselves; or parts, servers and other sets. A list within the list is a combination, which is replaced as one.",
      ),
    composition: z
      .enum(["single", "hierarchical", "n-way"])
      .optional()
      .describe(
        "single: no stand-in; hierarchical: in this order; n-way: any for any. Single for one member, else hierarchical.",
      ),
  });
}

/** Sets are names of the scenario. */
export function declareSets({ value }: Entry, names: Names, report: Report, key: string): void {
  if (key === "sets" && value.is === "mapping") declareIn(value, SET, names, report);
}
