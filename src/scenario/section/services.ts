/** `services:` what users want of the hosts, and how much of it. */
import * as z from "zod";
import { loadRateSchema } from "../load/load-rate.js";
import { duration, interval, multiplier, share, size } from "../quantity/index.js";
import type { Context } from "../schema/context.js";
import { entry, field, oneOrMore, reference, text, varying } from "../schema/fields.js";
import { get } from "../source/located.js";
import type { Section } from "./section.js";

function classSchema(context: Context) {
  return entry({
    share: field(share).optional().describe("Of all requests; shares make up 100%. A single class has them all."),
    reads: z
      .enum(["shareable", "exclusive"])
      .optional()
      .describe("Requests that read; shareable: a copy of the data may answer them. exclusive unless given."),
    writes: reference(context, "volume").optional().describe("The volume that these requests modify."),
    of: reference(context, "volume")
      .optional()
      .describe(
        "The volume with changing data that these requests read; shareable ones read what never changes unless given.",
      ),
    "fresh-within": field(duration)
      .optional()
      .describe("How far behind a copy may be that answers them before the answer counts as stale."),
    work: field(multiplier)
      .optional()
      .describe("By how much its service times are longer than what the host's `time` says; as long unless given."),
    priority: z
      .int()
      .prefault(0)
      .describe(
        "Of those that wait at a host the highest priority is served first, and of equals the one that came first; what is in service is never interrupted.",
      ),
    size: field(size).prefault("8kB").describe("What one request reads or writes."),
  }).meta({ examples: [{ share: "80%", reads: "shareable" }] });
}

function loadSchema(context: Context) {
  return entry({
    rate: loadRateSchema().optional().describe("Requests that users make, or users who come for a session."),
    gaps: z
      .enum(["random", "even"])
      .optional()
      .describe(
        "From one to the next. random: exponential; even: always the same, as long as `rate` is. random unless given.",
      ),
    session: entry({
      requests: z
        .number()
        .min(1)
        .max(1_000_000)
        .optional()
        .describe("So many requests a user makes on average, one by one,"),
      think: varying(context).describe(
        "and thinks so long before each but the first. Users stay with a host where the director lets them.",
      ),
      users: z
        .int()
        .min(1)
        .max(100_000)
        .optional()
        .describe(
          "Instead of `rate` and `requests`: so many users who never leave, and think before the first request too.",
        ),
    })
      .optional()
      .describe("Users come for several requests; without it each request is another user's."),
    replay: text("Instead of `rate`: a CSV file with the instant and the class of every request.").optional(),
    mix: z
      .record(z.string(), classSchema(context).meta({ named: true }))
      .optional()
      .describe("Classes of requests; all are exclusive reads unless given."),
    timeout: field(interval).prefault("10s").describe("A request that is not answered by then has failed."),
    retry: entry({
      times: z
        .int()
        .min(0)
        .max(1000)
        .optional()
        .describe("How often a failed request is sent again; never unless given."),
      backoff: varying(context).optional().describe("Pause before it is; 1s unless given."),
    }).prefault({}),
    mode: z
      .enum(["requests", "flow"])
      .prefault("requests")
      .describe("requests: every one is simulated; flow: load is a rate, fast and coarse."),
  }).meta({ examples: [{ rate: "100/s" }] });
}

export function serviceSchema(context: Context) {
  return entry({
    "runs-on": oneOrMore(reference(context, "host")).describe(
      "The host that it runs on at the beginning; of several none is special: its director spreads it over all of them, and load balancing takes none of them away.",
    ),
    needs: z
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .describe("Where it runs on several: it is up, and answers, while so many of them can. One unless given."),
    director: reference(context, "director")
      .optional()
      .describe("The load balancer; need not be defined in `directors`."),
    "found-by": reference(context, "name-server")
      .optional()
      .describe(
        "The name server that users ask for its address; they know it unless given. Instead of a director; not beside `mode: flow`.",
      ),
    load: loadSchema(context).optional().describe("Without a load only the availability is observed."),
    objective: entry({
      answered: field(share).optional().describe("So many of those who ask in a window; 99% unless given."),
      within: field(interval).optional().describe("are answered within this; before they give up unless given."),
      window: field(interval).optional().describe("Length of a window; 1min unless given."),
    })
      .optional()
      .describe("What its users are to get; a window that misses it is a brown-out, where it is no outage."),
  });
}

export const services: Section = {
  about:
    "What users want of the hosts, and how much of it. The users of a service stand in the network of the host that it runs on at the " +
    "beginning, the first of its networks, of several hosts in that of the first, and stay there: a request and its answer take " +
    "the latency of the way from there to whoever answers, over connectors where that is elsewhere, and where no way leads they " +
    "are not served. A `cut` of that network cuts them off from every site; of a site that is lost, and whose users are not, the " +
    "machines lose their power.",
  form: "named",
  keys: { define: "service" },
  schema: serviceSchema,
  declare(service, names) {
    const director = get(service.value, "director");
    if (director?.is === "scalar" && director.value !== null) names.imply(director.text, "director");
  },
};
