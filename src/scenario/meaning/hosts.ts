/** The hosts, with what they are attached to and what they can serve. */
import type { HostSpec, ServesSpec } from "../../model/index.js";
import { SECOND } from "../../units/index.js";
import { distributionKindOf, makeDistribution, type WrittenDistribution } from "../quantity/index.js";
import { type MayServe, whoMayServe } from "./who-may-serve.js";
import { checkIdentities, identityOf } from "./identities.js";
import type { Checks, EntryOf, Parts } from "../section/parts.js";
import { adapterNames } from "../section/storage.js";

type HostEntry = Parts["hosts"]["list"][number];

export function hostSpecs(parts: Parts, checks: Checks): readonly HostSpec[] {
  checkIdentities(parts, checks);
  for (const host of parts.hosts.list) {
    checkAttachments(host, parts, checks);
    checkMemory(host, checks);
  }
  checkRelays(parts, checks);
  const serving = whoMayServe(parts);
  checkDisciplines(parts, checks);
  return parts.hosts.list.map((host) => hostSpec(host, serving, parts, checks));
}

function hostSpec(host: HostEntry, serving: ReadonlyMap<string, MayServe>, parts: Parts, checks: Checks): HostSpec {
  const { name, value } = host;
  const [network, ...alsoOn] = value.network;
  return {
    name,
    network: network!,
    ...(alsoOn.length > 0 && { alsoOn }),
    identity: identityOf(host, parts),
    ...(value.relay === undefined ? {} : { relay: value.relay }),
    power: value.power,
    boot: value.boot,
    shutdown: value.shutdown,
    flush: value.flush,
    ...(value.memory === undefined ? {} : { memory: memorySpec(value.memory) }),
    ...(value.platform === undefined ? {} : { platform: value.platform }),
    serves: servesSpec(host, serving.get(name) ?? null, checks),
  };
}

type Memory = NonNullable<HostEntry["value"]["memory"]>;

function memorySpec(written: Memory): NonNullable<HostSpec["memory"]> {
  const { size: whole, base, "per-request": perRequest, "working-set": reused } = written;
  return { size: whole, base, perRequest, ...(reused !== undefined && { reused }) };
}

/** A host that is full before anybody asks anything of it would swap for ever, and keep nothing. */
function checkMemory({ value: { memory }, path }: HostEntry, checks: Checks): void {
  if (memory === undefined) return;
  const at = [...path, "memory"];
  if (memory["working-set"] === 0)
    checks.error([...at, "working-set"], {
      message: "nothing is read over and over",
      expected: "more than 0B, or no key",
    });
  if (memory.base >= memory.size)
    checks.error([...at, "base"], { message: "the system itself uses all the memory", expected: "less than `size`" });
}

/** What `storage` names fits together; whether its links are free is seen where all links are. */
function checkAttachments({ value, path }: HostEntry, parts: Parts, checks: Checks): void {
  for (const [array, attachments] of Object.entries(value.storage)) {
    const at = [...path, "storage", array];
    const complaint = checks.names.use(array, ["array"]);
    if (complaint !== null) checks.error(at, complaint);
    const adapters = parts.storage.list.find(({ name }) => name === array)?.value["port-adapters"];
    const ports = adapters === undefined ? null : adapterNames(adapters);
    for (const [index, { port }] of attachments.entries()) {
      if (ports === null || ports.includes(port)) continue;
      const message = `${port} belongs to another storage system than ${array}`;
      const item = attachments.length > 1 ? [index] : [];
      checks.error([...at, ...item, "port"], { message, expected: `one of ${ports.join(", ")}` });
    }
  }
}

/** Cutting the power of one host would cut that of another: possible, but rarely meant unless somebody says so. */
function checkRelays({ hosts, relays }: Parts, checks: Checks): void {
  const shared = new Set(relays.list.flatMap(({ name, value }) => (value.shared === true ? [name] : [])));
  const users = new Map<string, string>();
  for (const { name, value, path } of hosts.list) {
    if (value.relay === undefined || shared.has(value.relay)) continue;
    const other = users.get(value.relay);
    if (other === undefined) users.set(value.relay, name);
    else checks.warning([...path, "relay"], { message: `${value.relay} switches the power of ${other} as well` });
  }
}

/** What a flow waits follows from the queue of a host that serves one after the other, and of what comes to one that hangs nothing is left. */
function checkDisciplines({ hosts, services }: Parts, checks: Checks): void {
  const flowing = services.list.find(({ value }) => value.load?.mode === "flow");
  if (flowing === undefined) return;
  for (const { value, path } of hosts.list) {
    if (value.serves?.discipline === "shared") {
      const message = `the load of ${flowing.name} is a flow, which is served first come first served`;
      checks.error([...path, "serves", "discipline"], { message, expected: "`first-come`, or `mode: requests`" });
    }
    if (value.serves?.hung === "kept") {
      const message = `the load of ${flowing.name} is a flow, of which a host that hangs keeps nothing`;
      checks.error([...path, "serves", "hung"], { message, expected: "`lost`, or `mode: requests`" });
    }
  }
}

/** Of a host that is sent no requests; its numbers are never used. */
const IDLE: ServesSpec = { rate: 1, concurrency: 1, queue: 0, time: constantMicros(SECOND) };

function constantMicros(micros: number): WrittenDistribution {
  return makeDistribution(distributionKindOf("constant"), [micros]);
}

/** How far the mean of `time` may be from concurrency / rate, since people round. */
const TOLERANCE = 0.01;

/** @param loaded what with a load it may come to serve; `null` when there is none */
function servesSpec(host: EntryOf<HostEntry["value"]>, loaded: MayServe | null, checks: Checks): ServesSpec {
  const { serves } = host.value;
  const path = [...host.path, "serves"];
  if (serves === undefined) {
    if (loaded !== null) {
      const rate = "a rate, such as { rate: 400/s, concurrency: 64 }";
      const expected = loaded.isIts
        ? rate
        : `${rate}, or \`stand-ins\` without it in each policy that may move services`;
      const why = loaded.isIts
        ? `since ${loaded.service} has a load`
        : `since it may come to serve ${loaded.service}, which has a load`;
      checks.error(path, { message: `${host.name} needs \`serves\`, ${why}`, expected });
    }
    return IDLE;
  }
  const { concurrency, queue } = serves;
  const how = {
    ...(serves.discipline === "shared" && { discipline: serves.discipline }),
    ...(serves.hung === "kept" && { hung: serves.hung }),
  };
  const shapeOnly = typeof serves.time === "string";
  if (serves.rate === 0 || (serves.rate === undefined && shapeOnly)) {
    checks.error([...path, "rate"], {
      message: `${host.name} would never complete a request`,
      expected: "a rate above zero",
    });
    return IDLE;
  }
  if (typeof serves.time === "string") {
    const mean = (concurrency / serves.rate!) * SECOND;
    return {
      rate: serves.rate!,
      concurrency,
      queue,
      ...how,
      time: makeDistribution(distributionKindOf(serves.time), [mean]),
    };
  }
  if (serves.time.mean <= 0) {
    checks.error([...path, "time"], { message: "a request would take no time at all" });
    return IDLE;
  }
  const implied = (concurrency * SECOND) / serves.time.mean;
  if (serves.rate !== undefined && Math.abs(implied / serves.rate - 1) > TOLERANCE) {
    checks.error([...path, "time"], {
      message: `a rate of ${serves.rate}/s and this time do not agree`,
      expected: `a mean of concurrency / rate = ${((concurrency / serves.rate) * 1000).toPrecision(4)} ms, or no \`rate\``,
    });
  }
  return { rate: serves.rate ?? implied, concurrency, queue, ...how, time: serves.time };
}
