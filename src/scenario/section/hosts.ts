/** `hosts:` the machines: where they are attached, how they start and stop, what they can serve. */
import * as z from "zod";
import { interval, type Quantity, rate, type WrittenDistribution, size } from "../quantity/index.js";
import type { Context } from "../schema/context.js";
import { entry, field, oneOrMore, reference, text, varying } from "../schema/fields.js";
import { get } from "../source/located.js";
import type { Section } from "./section.js";

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
    standalone: varying(context)
      .prefault(boot.standalone)
      .describe("From there to single-user operation; a host that goes straight online passes it by."),
    online: varying(context)
      .prefault(boot.online)
      .describe("From standalone, or from the self-test where it goes straight on, to service."),
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
    discipline: z
      .enum(["first-come", "shared"])
      .prefault("first-come")
      .describe(
        "first-come: `concurrency` at a time, the others wait in the queue; shared: all that are there at once, and where " +
          "they are more than `concurrency` each is so much slower (processor sharing).",
      ),
    hung: z
      .enum(["lost", "kept"])
      .prefault("lost")
      .describe(
        "What becomes of requests while it hangs. lost: who comes is lost, a service that runs goes on, and its answer waits for the host " +
          "to wake; kept: who comes waits in the queue, and what is in service stands still and goes on when the host wakes.",
      ),
    time: field(serviceTime(context))
      .prefault("exponential")
      .describe("Service time of a request; concurrency / rate in the mean where only its kind is named."),
  }).meta({ examples: [{ rate: "400/s", concurrency: 16 }] });
}

export function platformSchema() {
  return entry({
    hardware: text("Name of the hardware."),
    processors: entry({
      number: z.int().min(1).prefault(1).describe("How many there are."),
      kind: text("Their kind."),
    })
      .optional()
      .describe(
        "Compared where an operating system moves, as controllers are: a host that records none differs from one that does.",
      ),
    controllers: z
      .array(text("Kind and revision of an I/O or network controller, as in `hme-2.1`."))
      .min(1)
      .optional()
      .describe("In any order."),
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
    network: oneOrMore(reference(context, "network")).describe(
      "Where it is attached; of several the first is where it answers for its address.",
    ),
    address: text("Its network address; its name unless given.").optional(),
    node: text("Its node name, unique in the domain of its network; its name unless given.").optional(),
    storage: z
      .record(z.string(), oneOrMore(attachment))
      .prefault({})
      .describe(
        "Where it is attached: for each storage system a link and a port adapter, or several, each a path of its own: reads and writes take those in turn that are whole. Not needed for links with `joins`.",
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
    flush: field(interval)
      .prefault("5s")
      .describe(
        "Unwritten data older than this does not exist; a host that dies loses what was acknowledged since. One that writes through, as a database that syncs each commit, takes little: 1ms.",
      ),
    memory: entry({
      size: field(size).describe("How much there is."),
      base: field(size).prefault("0B").describe("What the system itself uses."),
      "per-request": field(size).describe(
        "What each request uses that waits or is in service; what is too much is swapped.",
      ),
      "working-set": field(size)
        .optional()
        .describe(
          "How much is read over and over: of what was read, what the rest of the memory holds is answered from there; nothing is kept unless given.",
        ),
    })
      .optional()
      .describe("For policies that look at memory; never short unless given."),
    platform: platformSchema().optional(),
    serves: servesSchema(context)
      .optional()
      .describe("What it can do; needed where a service that has a load runs, or may come to run under some policy."),
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
