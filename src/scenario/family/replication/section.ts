/** `replication:` who moves data between storage systems, which transfers there are, and how applications are made ready for them. */
import * as z from "zod";
import { bandwidth, duration, period, size } from "../../quantity/index.js";
import type { Context } from "../../schema/context.js";
import type { Kind, Names } from "../../schema/names.js";
import { concept, entry, field, oneOrMore, reference, varying } from "../../schema/fields.js";
import { declareIn } from "../../section/declare.js";
import { instant } from "../../section/instants.js";
import type { Entry } from "../../source/located.js";
import type { Report } from "../../source/report.js";

export const AGENT = "transfer-agent";
export const TRANSFER = "transfer";
export const APPLICATION = "application";

/** The place of the transfer server. */
export const SERVER = "transfer-server";

/** What a script before a copy does, and what one after it does. */
export const BEFORE = ["quiesce", "backup-mode", "flush", "unmount"] as const;
export const AFTER = ["resume", "remount"] as const;

/** As the schema decodes it. */
export type WrittenReplication = z.output<ReturnType<typeof replicationSchema>>;
export type WrittenTransfer = WrittenReplication["transfers"][string];

export function replicationSchema(context: Context) {
  return entry({
    server: entry({
      on: reference(context, "host", "array")
        .optional()
        .describe("Where it runs; on a machine of its own unless given."),
      over: reference(context, "network")
        .optional()
        .describe("The network of commands and reports, which nothing makes a detour around; any unless given."),
      store: field(duration).optional().describe("How long storing its state takes; no time unless given."),
    })
      .prefault({})
      .describe("The transfer server: it has agents carry out transfers when they are due."),
    "peer-channel": reference(context, "network")
      .optional()
      .describe("The network over which agents tell each other how far they are; they do not unless given."),
    agents: z
      .record(z.string(), concept("transfer-agent", agentSchema(context).meta({ named: true })))
      .prefault({})
      .describe("Agents that move data, by their names."),
    applications: z
      .record(z.string(), concept("application", applicationSchema(context).meta({ named: true })))
      .prefault({})
      .describe("Applications whose state scripts change, by their names."),
    transfers: z
      .record(z.string(), concept("transfer", transferSchema(context).meta({ named: true })))
      .prefault({})
      .describe("What is moved, by the names of the transfers."),
  });
}

function agentSchema(context: Context) {
  return entry({
    on: reference(context, "host", "array").describe("The host, or the storage system, on which it runs."),
    bandwidth: field(bandwidth).optional().describe("What it can move; as much as its paths carry unless given."),
  });
}

function applicationSchema(context: Context) {
  const script = () => varying(context).prefault("1s");
  return entry({
    on: reference(context, "host").describe("The host on which it runs."),
    service: reference(context, "service").optional().describe("The service whose users feel it."),
    quiesced: z
      .enum(["waits", "refuses"])
      .prefault("waits")
      .describe("What users find while it is quiesced or unmounted: they wait for their answer, or are refused."),
    scripts: entry({
      quiesce: script(),
      "backup-mode": script(),
      flush: script(),
      unmount: script(),
      resume: script(),
      remount: script(),
    })
      .prefault({})
      .describe("How long each script takes; 1s unless given."),
  });
}

function transferSchema(context: Context) {
  const agent = reference(context, AGENT);
  const ofApplication = (verbs: readonly string[]) =>
    oneOrMore(
      entry(Object.fromEntries(verbs.map((verb) => [verb, reference(context, APPLICATION).optional()]))),
    ).optional();
  return entry({
    from: reference(context, "volume").optional().describe("The volume whose data is moved."),
    to: reference(context, "array").optional().describe("The storage system to which it is moved."),
    on: reference(context, "disk-adapter").optional().describe("The disk adapter there behind which the copy lies."),
    restore: reference(context, TRANSFER)
      .optional()
      .describe("Instead of `from` and `to`: the transfer whose copy is moved back onto its volume."),
    kind: z
      .enum(["full", "incremental"])
      .prefault("incremental")
      .describe(
        "incremental: what has changed since the last complete copy, all where there is none; full: all of it.",
      ),
    at: field(instant).prefault("0s").describe("When it is due for the first time."),
    every: field(period).optional().describe("How often from then on; once unless given."),
    extent: field(size).prefault("64MB").describe("Data is moved in extents of this size: what has arrived stays."),
    agents: z
      .array(z.union([agent, z.array(agent)]))
      .prefault([])
      .describe("Who carries it out: the first that can. A list within the list: those share what comes to them."),
    before: ofApplication(BEFORE).describe(
      "Scripts before the copy, in the order quiesce, backup-mode, flush, unmount; as a list in that of the list.",
    ),
    after: ofApplication(AFTER).describe(
      "Scripts after the copy, in the order resume, remount; as a list in that of the list.",
    ),
  });
}

const KINDS: Readonly<Record<string, Kind>> = { agents: AGENT, applications: APPLICATION, transfers: TRANSFER };

/** Agents, applications and transfers are names of the scenario. */
export function declareNames({ value }: Entry, names: Names, report: Report, key: string): void {
  const kind = KINDS[key];
  if (kind !== undefined && value.is === "mapping") declareIn(value, kind, names, report);
}
