/** `hosts:` the machines: where they are attached, how they start and stop, what they can serve. */
import * as z from "zod";
import type { HostSpec, ServesSpec } from "../../model/index.js";
import { SECOND } from "../../units/index.js";
import {
  distributionKindOf,
  interval,
  makeDistribution,
  type Quantity,
  rate,
  type WrittenDistribution,
  size,
} from "../quantity/index.js";
import type { Context } from "../schema/context.js";
import { entry, field, oneOrMore, reference, text, varying } from "../schema/fields.js";
import { get } from "../source/located.js";
import { checkIdentities, identityOf } from "./identities.js";
import type { Checks, EntryOf, Parts } from "./parts.js";
import type { Section } from "./section.js";
import { adapterNames } from "./storage.js";

/** Only its shape is given; the mean follows from rate and concurrency. */
type ServiceTime = WrittenDistribution | "exponential" | "constant";

function serviceTime({ distribution }: Context): Quantity<ServiceTime> {
  return {
    name: "service-time",
    expected: `exponential or constant (with the mean concurrency / rate), or ${distribution.expected}`,
    examples: ["exponential", "constant", "lognormal(160ms, 80ms)"],
    parse: (word) => (word === "exponential" || word === "constant" ? { value: word } : distribution.parse(word)),
  };
}

const boot = {
  diagnostics: "90s",
  standalone: "30s",
  online: "60s",
  auto: true,
};

function bootSchema(context: Context) {
  return entry({
    diagnostics: varying(context).prefault(boot.diagnostics).describe("Power-on self-test."),
    standalone: varying(context).prefault(boot.standalone).describe("From there to single-user operation."),
    online: varying(context).prefault(boot.online).describe("From there to service."),
    auto: z
      .boolean()
      .prefault(boot.auto)
      .describe(
        "true: goes from power-on straight to online; false: stops in standalone and waits for the boot command.",
      ),
  });
}

function servesSchema(context: Context) {
  return entry({
    rate: field(rate).optional().describe("Requests that it completes at most; follows from `time` unless given."),
    concurrency: z.int().min(1).prefault(1).describe("Requests that it works on at a time."),
    queue: z.int().min(0).prefault(1000).describe("Requests that may wait; more are refused."),
    time: field(serviceTime(context)).prefault("exponential").describe("Service time of a request."),
  });
}

function platformSchema() {
  return entry({
    hardware: text("Name of the hardware."),
    system: text("Name and version of the operating system."),
    applications: z.array(text("Name and version of an application.")).prefault([]),
  });
}

export function hostSchema(context: Context) {
  const attachment = entry({
    link: reference(context, "link").describe("Its own link."),
    port: reference(context, "port-adapter").describe("The port adapter of that storage system."),
  });
  return entry({
    network: reference(context, "network"),
    address: text("Its network address; its name unless given.").optional(),
    node: text("Its node name, unique in the domain of its network; its name unless given.").optional(),
    storage: z
      .record(z.string(), oneOrMore(attachment))
      .prefault({})
      .describe(
        "Where it is attached: for each storage system a link and a port adapter, or several, each a path of its own. Not needed for links with `joins`.",
      ),
    relay: reference(context, "relay")
      .optional()
      .describe("The switch in its power line; need not be defined in `relays`."),
    power: z
      .enum(["on", "off", "standalone"])
      .prefault("on")
      .describe("Whether it runs at the beginning, or waits in standalone."),
    boot: bootSchema(context).prefault({}),
    shutdown: varying(context).prefault("40s").describe("How long an orderly shutdown takes."),
    flush: field(interval).prefault("5s").describe("Unwritten data older than this does not exist."),
    memory: entry({
      size: field(size).describe("How much there is."),
      base: field(size).prefault("0B").describe("What the system itself uses."),
      "per-request": field(size).describe(
        "What each request uses that waits or is in service; what is too much is swapped.",
      ),
    })
      .optional()
      .describe("For policies that look at memory; never short unless given."),
    platform: platformSchema().optional(),
    serves: servesSchema(context).optional().describe("What it can do; needed when any service has a load."),
  });
}

export const hosts: Section = {
  about: "The machines.",
  form: "named",
  keys: { define: "host" },
  schema: hostSchema,
  declare(host, names) {
    const relay = get(host.value, "relay");
    if (relay?.is === "scalar" && relay.value !== null) names.imply(relay.text, "relay");
  },
};

type HostEntry = Parts["hosts"]["list"][number];

export function hostSpecs(parts: Parts, checks: Checks): readonly HostSpec[] {
  checkIdentities(parts, checks);
  for (const host of parts.hosts.list) checkAttachments(host, parts, checks);
  checkRelays(parts, checks);
  return parts.hosts.list.map((host) => hostSpec(host, parts, checks));
}

function hostSpec(host: HostEntry, parts: Parts, checks: Checks): HostSpec {
  const { name, value } = host;
  return {
    name,
    network: value.network,
    identity: identityOf(host, parts),
    ...(value.relay === undefined ? {} : { relay: value.relay }),
    power: value.power,
    boot: value.boot,
    shutdown: value.shutdown,
    flush: value.flush,
    ...(value.memory === undefined ? {} : { memory: memorySpec(value.memory) }),
    ...(value.platform === undefined ? {} : { platform: value.platform }),
    serves: servesSpec(host, parts, checks),
  };
}

type Memory = NonNullable<HostEntry["value"]["memory"]>;

function memorySpec({ size: whole, base, "per-request": perRequest }: Memory): NonNullable<HostSpec["memory"]> {
  return { size: whole, base, perRequest };
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

/** Cutting the power of one host would cut that of another: possible, but rarely meant. */
function checkRelays({ hosts }: Parts, checks: Checks): void {
  const users = new Map<string, string>();
  for (const { name, value, path } of hosts.list) {
    if (value.relay === undefined) continue;
    const other = users.get(value.relay);
    if (other === undefined) users.set(value.relay, name);
    else checks.warning([...path, "relay"], { message: `${value.relay} switches the power of ${other} as well` });
  }
}

/** Of a host that is sent no requests; its numbers are never used. */
const IDLE: ServesSpec = { rate: 1, concurrency: 1, queue: 0, time: constantMicros(SECOND) };

function constantMicros(micros: number): WrittenDistribution {
  return makeDistribution(distributionKindOf("constant"), [micros]);
}

/** How far the mean of `time` may be from concurrency / rate, since people round. */
const TOLERANCE = 0.01;

function servesSpec(host: EntryOf<HostEntry["value"]>, parts: Parts, checks: Checks): ServesSpec {
  const { serves } = host.value;
  const path = [...host.path, "serves"];
  if (serves === undefined) {
    const loaded = parts.services.list.find(({ value }) => value.load !== undefined);
    if (loaded !== undefined) {
      const expected = "a rate, such as { rate: 400/s, concurrency: 64 }";
      checks.error(path, { message: `${host.name} needs \`serves\`, since ${loaded.name} has a load`, expected });
    }
    return IDLE;
  }
  const { concurrency, queue } = serves;
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
    return { rate: serves.rate!, concurrency, queue, time: makeDistribution(distributionKindOf(serves.time), [mean]) };
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
  return { rate: serves.rate ?? implied, concurrency, queue, time: serves.time };
}
