/** `storage-servers:` servers between hosts and devices, and the parts that they consist of. */
import * as z from "zod";
import { bandwidth, duration, size } from "../quantity/index.js";
import type { Context } from "../schema/context.js";
import { concept, entry, field, oneOrMore, reference, text, varying } from "../schema/fields.js";
import type { Names } from "../schema/names.js";
import { get, type Located } from "../source/located.js";
import type { Report } from "../source/report.js";
import { declareIn } from "./declare.js";
import type { Section } from "./section.js";

/** Kinds of names that are defined here. */
export const PART = "part";
export const CONTROL_PROCESSOR = "control-processor";
export const STORAGE_SERVER = "storage-server";

function controlSchema() {
  return entry({
    priority: z.int().min(0).prefault(1).describe("The lower the sooner it becomes Primary."),
    hardware: text("Revision of its hardware.").optional(),
    firmware: text("Revision of its firmware.").optional(),
  });
}

function portsSchema(context: Context) {
  const port = entry({
    adapter: reference(context, "port-adapter")
      .optional()
      .describe("The port adapter of a storage system that it is: hosts reach that as long as the port works."),
  });
  return z.union([z.array(z.string()), z.record(z.string(), port)]);
}

function cardSchema(context: Context) {
  return entry({
    processors: z.array(z.string()).prefault([]).describe("Its storage processors."),
    ports: portsSchema(context).prefault([]).describe("Its ports: their names, or each name with its port adapter."),
  });
}

function storeSchema(context: Context) {
  return entry({
    size: field(size)
      .prefault("0B")
      .describe("What has to be made anew where another store, or a spare disk, takes its place."),
    adapter: reference(context, "disk-adapter")
      .optional()
      .describe("The disk adapter of a storage system that it is: devices behind it are reached as long as it works."),
  });
}

/** What shares a backplane: a chassis, or one unit of a stack. */
function unitShape(context: Context) {
  return {
    supplies: z.array(z.string()).prefault([]).describe("Power supplies: one of them suffices."),
    switching: z
      .union([z.string().transform((name) => [name]), z.array(z.string())])
      .prefault([])
      .describe("Switching circuits, which join storage processors and ports: one of them suffices."),
    control: z
      .record(z.string(), concept("control-processor", controlSchema().meta({ named: true })))
      .prefault({})
      .describe("Control processors, each on a management card of its own, by their names."),
    cards: z
      .record(z.string(), concept("card", cardSchema(context).meta({ named: true })))
      .prefault({})
      .describe("Cards with storage processors and ports, by their names."),
    stores: z
      .record(z.string(), concept("data-store", storeSchema(context).meta({ named: true })))
      .prefault({})
      .describe("Data stores, by their names."),
    spares: z.array(z.string()).prefault([]).describe("Spare disks, which may take the place of a store."),
  };
}

function timesSchema(context: Context) {
  const time = (usual: string, about: string) => varying(context).prefault(usual).describe(about);
  return entry({
    restart: time("20s", "Restarting a part."),
    "power-cycle": time("60s", "Taking its power away and giving it back."),
    replace: time("5min", "Exchanging it for a spare part that is there."),
    repair: time("30min", "The work of a person who has come."),
    "self-test": time("200ms", "The self-test of a control processor."),
    assign: time("500ms", "Having another part do what one did."),
  });
}

export function storageServerSchema(context: Context) {
  // Written once, since each concept has one schema.
  const unit = unitShape(context);
  return entry({
    form: z
      .enum(["chassis", "stack"])
      .prefault("chassis")
      .describe(
        "chassis: one backplane and its supplies for all; stack: units with supplies of their own, joined by links.",
      ),
    networks: oneOrMore(reference(context, "network")).describe(
      "The networks over which its control processors talk to others; different kinds make them redundant.",
    ),
    ...unit,
    units: z
      .record(z.string(), concept("stack-unit", entry(unit).meta({ named: true })))
      .prefault({})
      .describe("The units of a stack, by their names."),
    "stack-links": z
      .record(
        z.string(),
        entry({ joins: z.tuple([z.string(), z.string()]).describe("The two units that it joins.") }).meta({
          named: true,
        }),
      )
      .prefault({})
      .describe("Links between the units of a stack, by their names."),
    rebuild: field(bandwidth)
      .prefault("200MB/s")
      .describe("How fast another store, or a spare disk, is given what one of this server held."),
    store: field(duration).optional().describe("How long storing takes a control processor; no time unless given."),
    times: timesSchema(context).prefault({}).describe("How long it takes to put parts right."),
  });
}

export const storageServers: Section = {
  about: "Storage servers with their cards, processors, ports, supplies and stores.",
  form: "named",
  keys: { define: STORAGE_SERVER },
  schema: storageServerSchema,
  declare({ key, value }, names, report, name) {
    const kind = get(value, "form");
    if (!(kind?.is === "scalar" && kind.value === "stack")) names.define(`${name}-backplane`, PART, key, report);
    declareUnit(value, names, report);
    declareIn(get(value, "stack-links"), PART, names, report);
    const units = get(value, "units");
    declareIn(units, PART, names, report);
    if (units?.is === "mapping") for (const [, unit] of units.entries) declareUnit(unit.value, names, report);
  },
};

function declareUnit(unit: Located, names: Names, report: Report): void {
  for (const key of ["supplies", "cards", "stores", "spares"]) declareIn(get(unit, key), PART, names, report);
  const switching = get(unit, "switching");
  if (switching?.is === "scalar" && typeof switching.value === "string") {
    names.define(switching.value, PART, switching.place, report);
  } else declareIn(switching, PART, names, report);
  declareIn(get(unit, "control"), CONTROL_PROCESSOR, names, report);
  const cards = get(unit, "cards");
  if (cards?.is !== "mapping") return;
  for (const [, { value }] of cards.entries) {
    for (const key of ["processors", "ports"]) declareIn(get(value, key), PART, names, report);
  }
}
