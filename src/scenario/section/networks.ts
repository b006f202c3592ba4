/** `networks:` local networks; everything on one hears everything else on it. */
import { bandwidth, duration } from "../quantity/index.js";
import type { Context } from "../schema/context.js";
import { entry, field, text, varying } from "../schema/fields.js";
import type { Section } from "./section.js";

export function networkSchema(context: Context) {
  return entry({
    latency: field(duration).prefault("200us").describe("From one machine to another."),
    jitter: varying(context)
      .optional()
      .describe(
        "By how much longer a message, a request or an answer takes, drawn for each, so that a later one may come first; no longer unless given. Orders over a management path take the latency alone.",
      ),
    bandwidth: field(bandwidth)
      .prefault("1Gbps")
      .describe(
        "Of every machine's connection, which links over this network share, and I/Os to storage that is reached over it; users' requests and what agents and controllers say take nothing of it.",
      ),
    domain: text("The domain of its hosts' names; its name unless given.").optional(),
  });
}

export const networks: Section = {
  about: "Local networks; everything on one hears everything else on it.",
  form: "named",
  keys: { define: "network" },
  schema: networkSchema,
};
