/** `domain:` server systems under common control: their clusters and devices, the servers, the tasks that are given, and by whom. */
import * as z from "zod";
import { duration, interval, rate, share } from "../../quantity/index.js";
import type { Context } from "../../schema/context.js";
import { concept, entry, field, reference, text, varying } from "../../schema/fields.js";
import type { Kind, Names } from "../../schema/names.js";
import { declareIn } from "../../section/declare.js";
import { instant } from "../../section/instants.js";
import { type Entry, get, type Located, type Mapping } from "../../source/located.js";
import type { Report } from "../../source/report.js";

export const SITE = "site";
export const SYSTEM = "server-system";
export const DEVICE = "shared-device";
export const SERVER = "domain-server";
export const AGENT = "domain-agent";
export const DRIVER = "domain-driver";
export const CONSOLE = "console";
const CARETAKER = "caretaker";
/** A host that is one. */
export const CLUSTER = "cluster";

/** As the schema decodes it. */
export type WrittenDomain = z.output<ReturnType<typeof domainSchema>>;
export type WrittenConsole = WrittenDomain["consoles"][string];

export function domainSchema(context: Context) {
  const named = <T extends z.ZodType>(name: string, schema: T) =>
    z.record(z.string(), concept(name, schema.meta({ named: true })));
  return entry({
    sites: named("domain-site", siteSchema(context)).describe("Where server systems and consoles stand, by name."),
    systems: named("domain-system", systemSchema(context)).describe("Server systems, by their names."),
    servers: named("domain-server", serverSchema(context)).describe(
      "The servers, in the order of their names wherever none is said: the first agent of a cluster registers with the first, the second with the second.",
    ),
    clusters: named("domain-cluster", clusterSchema(context))
      .prefault({})
      .describe("What is said of single clusters, by the names of their hosts."),
    tasks: named("domain-task", taskSchema(context)).prefault({}).describe("What can be done, by name."),
    consoles: named("domain-console", consoleSchema(context)).prefault({}).describe("Who gives tasks, by name."),
    caretaker: caretakerSchema(context).optional(),
    store: field(duration)
      .prefault("5ms")
      .describe("How long it takes until persistent data is durable, and until it is read."),
    launch: varying(context).prefault("1s").describe("How long it takes to launch a server or an agent."),
  });
}

function siteSchema(context: Context) {
  return entry({ network: reference(context, "network").describe("The network that its clusters are on.") });
}

function systemSchema(context: Context) {
  return entry({
    site: reference(context, SITE),
    clusters: z
      .array(reference(context, "host"))
      .min(1)
      .describe("The hosts that are its clusters; they share its devices, and each carries on when the other fails."),
    devices: z
      .record(z.string(), concept("domain-device", deviceSchema().meta({ named: true })))
      .prefault({})
      .describe("Devices that its clusters share, by name."),
  });
}

function deviceSchema() {
  const word = () => text("What the state is called.");
  return entry({
    states: z
      .tuple([word(), word()])
      .prefault(["available", "unavailable"])
      .describe("What its states are called: the one that it begins with, and the one while it is unavailable."),
  });
}

function serverSchema(context: Context) {
  return entry({
    on: reference(context, "host").describe("The cluster that is a domain server, or a host that is no cluster."),
  });
}

function clusterSchema(context: Context) {
  return entry({
    servers: z
      .array(reference(context, SERVER))
      .min(1)
      .optional()
      .describe(
        "The servers that it was told of, the first one first; all of them unless given, in the order of their names.",
      ),
    pairs: z.int().min(1).max(8).prefault(1).describe("How many agents it has for each of them."),
  });
}

function taskSchema(context: Context) {
  return entry({
    takes: varying(context).describe("How long the driver executes it."),
    fails: field(share).prefault("0%").describe("Probability that it fails."),
    share: field(share).prefault("100%").describe("Of the tasks that consoles give at a rate, beside other tasks."),
  });
}

function consoleSchema(context: Context) {
  return entry({
    site: reference(context, SITE),
    rate: field(rate).optional().describe("Tasks that are wanted there; none but those of `gives` unless given."),
    gives: z
      .array(
        entry({
          at: field(instant).describe("When it is wanted."),
          task: text("What is to be done: one of `tasks`."),
          to: reference(context, "host").describe("The cluster."),
          server: reference(context, SERVER).optional().describe("The server that is asked first."),
        }),
      )
      .prefault([])
      .describe("Single tasks."),
    clusters: z.array(reference(context, "host")).min(1).optional().describe("Those it is about; all unless given."),
    servers: z
      .array(reference(context, SERVER))
      .min(1)
      .optional()
      .describe(
        "The servers in the order in which users think of them; all unless given, in the order of their names.",
      ),
    patience: field(interval).prefault("1min").describe("So long an answer is waited for."),
    notices: varying(context)
      .prefault("uniform(5s, 1min)")
      .describe("How long it takes then until somebody notices, and gives the task to another server."),
    tries: z.int().min(1).max(1000).prefault(10).describe("So often a task is given; then it is lost."),
    tell: z
      .enum(["one-by-one", "sums"])
      .prefault("one-by-one")
      .describe("Whether each step of each task is told, or what came of all: that is faster by far."),
  });
}

function caretakerSchema(context: Context) {
  return entry({
    name: text("Where the person is, as faults and traces call it.").prefault(CARETAKER),
    site: reference(context, SITE),
    notices: varying(context).prefault("10min").describe("From the first complaint until something is done."),
    each: varying(context).prefault("30s").describe("To tell one agent."),
    wrong: field(share).prefault("0%").describe("Probability that an agent is told a wrong address."),
    forgets: field(share).prefault("0%").describe("Probability that an agent is forgotten."),
  }).describe("Who tells agents to register with another server, where they are re-registered by hand.");
}

const KINDS: Readonly<Record<string, Kind>> = { sites: SITE, systems: SYSTEM, servers: SERVER, consoles: CONSOLE };

/** Everything that has a name in the section; agents and drivers have theirs from their clusters. */
export function declareNames({ value }: Entry, names: Names, report: Report, key: string, section: Mapping): void {
  const kind = KINDS[key];
  if (kind !== undefined && value.is === "mapping") declareIn(value, kind, names, report);
  if (key === "caretaker" && value.is === "mapping") declareCaretaker(value, names, report);
  if (key !== "systems" || value.is !== "mapping") return;
  const servers = keysOf(section.entries.get("servers")?.value);
  const clusters = section.entries.get("clusters")?.value;
  for (const { value: system } of value.entries.values()) {
    declareIn(get(system, "devices"), DEVICE, names, report);
    for (const cluster of textsOf(get(system, "clusters"))) {
      names.giveRole(cluster.text, CLUSTER);
      const own = clusters === undefined ? undefined : get(clusters, cluster.text);
      const told = [...new Set(textsOf(own === undefined ? undefined : get(own, "servers")).map(({ text }) => text))];
      const pairs = own === undefined ? undefined : get(own, "pairs");
      const count = pairs?.is === "scalar" && typeof pairs.value === "number" ? Math.min(pairs.value, 8) : 1;
      names.define(driverOf(cluster.text), DRIVER, cluster.place, report);
      for (const server of told.length > 0 ? told : servers) {
        for (let pair = 1; pair <= count; pair++) {
          names.define(agentOf(cluster.text, server, pair), AGENT, cluster.place, report);
        }
      }
    }
  }
}

function declareCaretaker(caretaker: Mapping, names: Names, report: Report): void {
  const name = get(caretaker, "name");
  if (name === undefined) names.define(CARETAKER, CARETAKER, caretaker.place, report);
  else if (name.is === "scalar") names.define(name.text, CARETAKER, name.place, report);
}

export function driverOf(cluster: string): string {
  return `${cluster}-driver`;
}

/** `c-111-A`, of a second pair `c-111-A-2`. */
export function agentOf(cluster: string, server: string, pair: number): string {
  return pair === 1 ? `${cluster}-${server}` : `${cluster}-${server}-${pair}`;
}

function keysOf(node: Located | undefined): readonly string[] {
  return node?.is === "mapping" ? [...node.entries.keys()] : [];
}

function textsOf(node: Located | undefined) {
  return node?.is === "list" ? node.items.flatMap((each) => (each.is === "scalar" ? [each] : [])) : [];
}
