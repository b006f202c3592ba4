/** `links:` the cables between hosts, switches and the port adapters of storage systems. */
import * as z from "zod";
import { bandwidth, duration } from "../quantity/index.js";
import { entry, field, text } from "../schema/fields.js";
import type { Section } from "./section.js";

export function linkSchema() {
  return entry({
    joins: z
      .array(text("A host, a switch, or a port adapter (also as `array-1/fa-1`)."))
      .length(2)
      .optional()
      .describe("What it joins; not to be given where the `storage` of a host says so."),
    protocol: text("What is spoken on it; a name only.").prefault("fibre-channel"),
    bandwidth: field(bandwidth).prefault("100MB/s").describe("Of the link alone; adapters have their own."),
    latency: field(duration).prefault("10us").describe("Of one exchange."),
  });
}

export const links: Section = {
  about: "Cables of the storage network: each joins a host, a switch or a port adapter with another of them.",
  form: "named",
  keys: { define: "link" },
  schema: linkSchema,
};
