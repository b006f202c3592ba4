/** `storage:` storage systems: adapters towards hosts and towards devices, and the volumes on them. */
import * as z from "zod";
import type { AdapterSpec, ArraySpec, Cabling, VolumeSpec } from "../../model/index.js";
import { bandwidth, duration, flow, interval, size } from "../quantity/index.js";
import type { Context } from "../schema/context.js";
import { badName, concept, entry, field, oneOrMore, reference, varying } from "../schema/fields.js";
import type { Kind, Names } from "../schema/names.js";
import { type Entry, get, type Path, type Place } from "../source/located.js";
import type { Report } from "../source/report.js";
import { inNaturalOrder } from "./natural-order.js";
import type { Checks, EntryOf, Parts } from "./parts.js";
import type { Section } from "./section.js";

function adaptersSchema(about: string) {
  return z
    .union([
      z.array(z.string()).min(1),
      z.record(
        z.string(),
        entry({ bandwidth: field(bandwidth).optional().describe("Of this adapter; that of the array unless given.") }),
      ),
    ])
    .describe(about);
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
      every: field(interval).prefault("24h").describe("How often a backup is taken."),
      bandwidth: field(bandwidth).prefault("50MB/s").describe("At which it is written, and restored."),
    })
      .optional()
      .describe("Backups; one stands at the beginning, and the last two are kept."),
    "remote-mirror": entry({
      array: reference(context, "array").describe("The storage system that has the mirror."),
      on: reference(context, "disk-adapter").describe("The disk adapter there."),
      mode: z.enum(["synchronous", "asynchronous"]).prefault("synchronous"),
      lag: field(duration).prefault("0s").describe("How long an asynchronous mirror keeps writes back."),
    })
      .optional()
      .describe("A mirror in another storage system, to which an array link must lead."),
  });
}

export function arraySchema(context: Context) {
  return entry({
    "port-adapters": adaptersSchema("Adapters towards hosts: their names, or each name with its bandwidth."),
    "disk-adapters": adaptersSchema("Adapters towards devices: their names, or each name with its bandwidth."),
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

function declareOne(name: string, kind: Kind, place: Place, names: Names, report: Report): void {
  const complaint = badName(name);
  if (complaint === null) names.define(name, kind, place, report);
  else report.error(place, complaint);
}

/** Names of a list, or the keys of a mapping. */
function declareAll(array: Entry, key: string, kind: Kind, names: Names, report: Report): void {
  const node = get(array.value, key);
  if (node?.is === "mapping") {
    for (const [name, { key: place }] of node.entries) declareOne(name, kind, place, names, report);
  } else if (node?.is === "list") {
    for (const item of node.items) {
      if (item.is === "scalar" && typeof item.value === "string")
        declareOne(item.value, kind, item.place, names, report);
    }
  }
}

type ArrayEntry = Parts["storage"]["list"][number];
type Adapters = ArrayEntry["value"]["port-adapters"];
type Volume = ArrayEntry["value"]["volumes"][string];

export function arraySpecs(parts: Parts, cabling: Cabling, checks: Checks): readonly ArraySpec[] {
  const attached = hostsAt(parts, cabling);
  return parts.storage.list.map((array) => ({
    name: array.name,
    portAdapters: adapterSpecs(array, "port-adapters", checks),
    diskAdapters: adapterSpecs(array, "disk-adapters", checks),
    volumes: volumeSpecs(array, attached, parts, checks),
    split: array.value.split,
    reassign: array.value.reassign,
    ...(array.value.network === undefined ? {} : { network: array.value.network }),
  }));
}

export function adapterNames(adapters: Adapters): readonly string[] {
  return Array.isArray(adapters) ? adapters : Object.keys(adapters);
}

function adapterSpecs(
  array: ArrayEntry,
  key: "port-adapters" | "disk-adapters",
  checks: Checks,
): readonly AdapterSpec[] {
  const adapters = array.value[key];
  const specs = adapterNames(adapters).map((name) => {
    const own = Array.isArray(adapters) ? undefined : adapters[name]?.bandwidth;
    const bandwidth = own ?? array.value.bandwidth;
    if (bandwidth === undefined) {
      const expected = `\`bandwidth\` of ${array.name} or of the adapter`;
      checks.error([...array.path, key], { message: `${name} has no bandwidth`, expected });
    }
    return { name, bandwidth: bandwidth ?? 0 };
  });
  return inNaturalOrder(specs);
}

/** The hosts with a path to each port adapter. */
function hostsAt({ hosts }: Parts, cabling: Cabling): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { name } of hosts.list) {
    for (const port of new Set(cabling.pathsFrom(name).map((path) => path.port))) {
      found.set(port, [...(found.get(port) ?? []), name]);
    }
  }
  return found;
}

type Attached = ReturnType<typeof hostsAt>;

function volumeSpecs(array: ArrayEntry, attached: Attached, parts: Parts, checks: Checks): readonly VolumeSpec[] {
  const specs = Object.entries(array.value.volumes).map(([name, volume]): VolumeSpec => {
    const path = [...array.path, "volumes", name];
    checkAdapters({ name, value: volume, path }, array, checks);
    checkRemoteMirror({ name, value: volume, path }, array, parts, checks);
    return {
      name,
      size: volume.size,
      holds: volume.holds,
      on: volume.on,
      via: volume.via,
      host: ownerOf({ name, value: volume, path }, attached, parts, checks),
      ...(volume.mirror === undefined ? {} : { mirrorOn: volume.mirror.on }),
      changeRate: volume["change-rate"],
      logRate: volume["log-rate"],
      ...(volume.log === undefined ? {} : { log: volume.log }),
      ...(volume.backup === undefined ? {} : { backup: { name: `${name}-backup`, ...volume.backup } }),
      ...(volume["remote-mirror"] === undefined ? {} : { remoteMirror: volume["remote-mirror"] }),
    };
  });
  return inNaturalOrder(specs);
}

function checkAdapters({ value, path }: EntryOf<Volume>, array: ArrayEntry, checks: Checks): void {
  const need = (adapter: string, key: "port-adapters" | "disk-adapters", at: Path): void => {
    const own = adapterNames(array.value[key]);
    if (own.includes(adapter)) return;
    const message = `${adapter} belongs to another storage system than ${array.name}`;
    checks.error([...path, ...at], { message, expected: `one of ${own.join(", ")}` });
  };
  for (const [index, port] of value.via.entries()) {
    need(port, "port-adapters", value.via.length > 1 ? ["via", index] : ["via"]);
  }
  need(value.on, "disk-adapters", ["on"]);
  if (value.mirror !== undefined) need(value.mirror.on, "disk-adapters", ["mirror", "on"]);
  if (value.log !== undefined) need(value.log.on, "disk-adapters", ["log", "on"]);
}

/** It lies behind an adapter of another storage system, to which a link leads. */
function checkRemoteMirror({ value, path }: EntryOf<Volume>, array: ArrayEntry, parts: Parts, checks: Checks): void {
  const mirror = value["remote-mirror"];
  if (mirror === undefined) return;
  const at = [...path, "remote-mirror"];
  const other = parts.storage.list.find(({ name }) => name === mirror.array);
  if (other !== undefined && !adapterNames(other.value["disk-adapters"]).includes(mirror.on)) {
    const expected = `one of ${adapterNames(other.value["disk-adapters"]).join(", ")}`;
    checks.error([...at, "on"], { message: `${mirror.on} does not belong to ${mirror.array}`, expected });
  }
  const links = parts["array-links"];
  const joined = links.list.some(({ value: { joins } }) => joins.includes(array.name) && joins.includes(mirror.array));
  if (mirror.array === array.name) {
    checks.error([...at, "array"], { message: "a remote mirror lies elsewhere", expected: "another storage system" });
  } else if (links.complete && !joined) {
    const expected = `an entry of \`array-links\` that joins ${array.name} and ${mirror.array}`;
    checks.error([...at, "array"], { message: `no link leads from ${array.name} to ${mirror.array}`, expected });
  }
}

/** The host that is attached where the volume is presented; with several the scenario must say which. */
function ownerOf({ name, value, path }: EntryOf<Volume>, hosts: Attached, parts: Parts, checks: Checks): string {
  const attached = [...new Set(value.via.flatMap((port) => hosts.get(port) ?? []))];
  const isComplete = parts.hosts.complete && parts.links.complete;
  const via = value.via.join(" or ");
  if (value.for !== undefined) {
    if (isComplete && !attached.includes(value.for)) {
      checks.error([...path, "for"], {
        message: `${value.for} is not attached to ${via}`,
        expected: attached.length === 0 ? `a host that is attached to ${via}` : `one of ${attached.join(", ")}`,
      });
    }
    return value.for;
  }
  if (isComplete && attached.length !== 1) {
    const what = attached.length === 0 ? "no host is attached" : `${attached.join(" and ")} are attached`;
    const expected =
      attached.length === 0 ? "a host with that port in its `storage`" : "`for:` with the host whose volume it is";
    checks.error([...path, "via"], {
      message: `${what} to ${via}, so that ${name} belongs to nobody in particular`,
      expected,
    });
  }
  return attached[0] ?? "";
}
