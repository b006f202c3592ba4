/** `storage:` storage systems: adapters towards hosts and towards devices, and the volumes on them. */
import * as z from "zod";
import { bandwidth, duration, flow, period, size } from "../quantity/index.js";
import type { Context } from "../schema/context.js";
import { concept, entry, field, oneOrMore, reference, text, varying } from "../schema/fields.js";
import { declareAll } from "./declare.js";
import type { Section } from "./section.js";

const own = {
  bandwidth: field(bandwidth).optional().describe("Of this adapter; that of the array unless given."),
};

function portsSchema() {
  const protocol = text("What its links must speak; that of the first of them unless given.").optional();
  return z
    .union([z.array(z.string()).min(1), z.record(z.string(), entry({ ...own, protocol }))])
    .describe("Adapters towards hosts: their names, or each name with its bandwidth and protocol.");
}

function disksSchema() {
  return z
    .union([z.array(z.string()).min(1), z.record(z.string(), entry(own))])
    .describe("Adapters towards devices: their names, or each name with its bandwidth.");
}

/** As the schema decodes them. */
type Adapters = z.output<ReturnType<typeof disksSchema>>;

export function adapterNames(adapters: Adapters): readonly string[] {
  return Array.isArray(adapters) ? adapters : Object.keys(adapters);
}

function volumeSchema(context: Context) {
  return entry({
    size: field(size),
    holds: z.enum(["system", "programs", "data"]).prefault("data").describe("Operating system, programs, or data."),
    on: reference(context, "disk-adapter").describe("The disk adapter behind which its device lies."),
    via: oneOrMore(reference(context, "port-adapter")).describe(
      "The port adapter on which it is presented, or several: a path needs one of them.",
    ),
    for: reference(context, "host")
      .optional()
      .describe("The host whose volume it is; needed when several hosts are attached there."),
    mirror: entry({ on: reference(context, "disk-adapter").describe("The disk adapter of the mirror.") }).optional(),
    "change-rate": field(flow)
      .prefault("0B/s")
      .describe("What changes while the host is online, beside the writes of requests."),
    "log-rate": field(flow)
      .prefault("0B/s")
      .describe("How fast the transaction log grows while the host is online, beside the writes of requests."),
    log: entry({
      on: reference(context, "disk-adapter").describe("The disk adapter behind which the log lies."),
      written: z
        .enum(["commit", "flush"])
        .prefault("commit")
        .describe("A write is in the log when it is acknowledged, or only when the host flushes it."),
      replay: field(bandwidth).prefault("50MB/s").describe("How much of the log can be applied in a second."),
    })
      .optional()
      .describe("The transaction log."),
    backup: entry({
      every: field(period).prefault("24h").describe("How often a backup is taken."),
      bandwidth: field(bandwidth).prefault("50MB/s").describe("At which it is written, and restored."),
      on: reference(context, "array")
        .optional()
        .describe(
          "The storage system on which it is kept: it can be had as long as that works. Beside the volume, wherever that is, unless given.",
        ),
    })
      .optional()
      .describe("Backups; one stands at the beginning, and the last two are kept."),
    "remote-mirror": entry({
      array: reference(context, "array").describe("The storage system that has the mirror."),
      on: reference(context, "disk-adapter").describe("The disk adapter there."),
      mode: z.enum(["synchronous", "asynchronous"]).prefault("synchronous"),
      lag: field(duration)
        .optional()
        .describe("How long an asynchronous mirror keeps back what hosts have flushed; not at all unless given."),
    })
      .optional()
      .describe("A mirror in another storage system, to which an array link must lead."),
  });
}

export function arraySchema(context: Context) {
  return entry({
    "port-adapters": portsSchema(),
    "disk-adapters": disksSchema(),
    bandwidth: field(bandwidth).optional().describe("Of each adapter, unless given there."),
    volumes: z.record(z.string(), concept("volume", volumeSchema(context).meta({ named: true }))).prefault({}),
    split: varying(context).prefault("2s").describe("How long splitting a mirror takes."),
    reassign: varying(context).prefault("5s").describe("How long presenting devices on another port adapter takes."),
    network: reference(context, "network")
      .optional()
      .describe("The network on which hosts reach it that are not attached."),
  });
}

export const storage: Section = {
  about: "Storage systems with their adapters and volumes.",
  form: "named",
  keys: { define: "array" },
  schema: arraySchema,
  declare(array, names, report) {
    declareAll(array, "port-adapters", "port-adapter", names, report);
    declareAll(array, "disk-adapters", "disk-adapter", names, report);
    declareAll(array, "volumes", "volume", names, report);
  },
};
