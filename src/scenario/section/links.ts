/** `links:` the cables between hosts, switches and the port adapters of storage systems. */
import * as z from "zod";
import { bandwidth, duration } from "../quantity/index.js";
import type { Context } from "../schema/context.js";
import { entry, field, reference, text } from "../schema/fields.js";
import type { Section } from "./section.js";

export function linkSchema(context: Context) {
  return entry({
    joins: z
      .array(text("A host, a switch, or a port adapter (also as `array-1/fa-1`)."))
      .length(2)
      .optional()
      .describe("What it joins; not to be given where the `storage` of a host says so."),
    protocol: text(
      "What is spoken on it: fibre-channel, scsi, escon, or another one with `bandwidth` and `latency` of its own; what its port takes unless given, or fibre-channel.",
    ).optional(),
    over: reference(context, "network")
      .optional()
      .describe(
        "The network that it leads over, from the host's own to the port's, in the place of a cable: then it has the latency, the losses and the cuts of that, and its bandwidth unless given less; links of one host, or to one port, over the same network share the connection of that.",
      ),
    bandwidth: field(bandwidth)
      .optional()
      .describe(
        "Of the link alone; adapters have their own. Unless given by its protocol: 100MB/s (fibre-channel), 40MB/s (scsi), 17MB/s (escon).",
      ),
    latency: field(duration)
      .optional()
      .describe("Of one exchange; unless given by its protocol: 10us (fibre-channel, escon), 12us (scsi)."),
  });
}

export const links: Section = {
  about: "Cables of the storage network: each joins a host, a switch or a port adapter with another of them.",
  form: "named",
  keys: { define: "link" },
  schema: linkSchema,
};
