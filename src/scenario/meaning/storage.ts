/** The storage systems, their adapters and what lies on them. */
import type { AdapterSpec, ArraySpec, VolumeSpec } from "../../model/index.js";
import type { Fabric } from "./links.js";
import { inNaturalOrder } from "../section/natural-order.js";
import type { Checks, EntryOf, Parts } from "../section/parts.js";
import { adapterNames } from "../section/storage.js";
import type { Path } from "../source/located.js";

type ArrayEntry = Parts["storage"]["list"][number];
type Volume = ArrayEntry["value"]["volumes"][string];

export function arraySpecs(parts: Parts, fabric: Fabric, checks: Checks): readonly ArraySpec[] {
  const attached = fabric.complete ? hostsAt(parts, fabric) : null;
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
function hostsAt({ hosts }: Parts, { cabling }: Fabric): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { name } of hosts.list) {
    for (const port of new Set(cabling.pathsFrom(name).map((path) => path.port))) {
      found.set(port, [...(found.get(port) ?? []), name]);
    }
  }
  return found;
}

/** `null` where not all is known of it. */
type Attached = ReturnType<typeof hostsAt> | null;

function volumeSpecs(array: ArrayEntry, attached: Attached, parts: Parts, checks: Checks): readonly VolumeSpec[] {
  const specs = Object.entries(array.value.volumes).map(([name, volume]): VolumeSpec => {
    const path = [...array.path, "volumes", name];
    checkAdapters({ name, value: volume, path }, array, checks);
    checkRemoteMirror({ name, value: volume, path }, array, parts, checks);
    checkBackup({ name, value: volume, path }, array, parts, checks);
    return {
      name,
      size: volume.size,
      holds: volume.holds,
      on: volume.on,
      via: volume.via,
      host: ownerOf({ name, value: volume, path }, attached, checks),
      ...(volume.mirror === undefined ? {} : { mirrorOn: volume.mirror.on }),
      changeRate: volume["change-rate"],
      logRate: volume["log-rate"],
      ...(volume.log === undefined ? {} : { log: volume.log }),
      ...(volume.backup === undefined ? {} : { backup: backupOf(name, volume.backup) }),
      ...(volume["remote-mirror"] === undefined
        ? {}
        : { remoteMirror: { ...volume["remote-mirror"], lag: lagOf(volume["remote-mirror"]) } }),
    };
  });
  return inNaturalOrder(specs);
}

function backupOf(name: string, { on, ...rest }: NonNullable<Volume["backup"]>): NonNullable<VolumeSpec["backup"]> {
  return { name: `${name}-backup`, ...rest, ...(on !== undefined && { array: on }) };
}

/** What is mirrored synchronously is not kept back. */
function lagOf({ mode, lag = 0 }: NonNullable<Volume["remote-mirror"]>): number {
  return mode === "synchronous" ? 0 : lag;
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
  if (mirror.mode === "synchronous" && mirror.lag !== undefined) {
    checks.warning([...at, "lag"], {
      message: "this does nothing: a synchronous mirror keeps nothing back",
      expected: "`mode: asynchronous`",
    });
  }
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

/** It gets to another storage system over a link. */
function checkBackup({ value, path }: EntryOf<Volume>, array: ArrayEntry, parts: Parts, checks: Checks): void {
  const on = value.backup?.on;
  if (on === undefined || on === array.name) return;
  const links = parts["array-links"];
  const isJoined = links.list.some(({ value: { joins } }) => joins.includes(array.name) && joins.includes(on));
  if (!links.complete || isJoined) return;
  const expected = `an entry of \`array-links\` that joins ${array.name} and ${on}`;
  checks.error([...path, "backup", "on"], { message: `no link leads from ${array.name} to ${on}`, expected });
}

/** The host that is attached where the volume is presented; with several the scenario must say which. */
function ownerOf({ name, value, path }: EntryOf<Volume>, hosts: Attached, checks: Checks): string {
  if (hosts === null) return value.for ?? "";
  const attached = [...new Set(value.via.flatMap((port) => hosts.get(port) ?? []))];
  const via = value.via.join(" or ");
  if (value.for !== undefined) {
    if (!attached.includes(value.for)) {
      checks.error([...path, "for"], {
        message: `${value.for} is not attached to ${via}`,
        expected: attached.length === 0 ? `a host that is attached to ${via}` : `one of ${attached.join(", ")}`,
      });
    }
    return value.for;
  }
  if (attached.length !== 1) {
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
