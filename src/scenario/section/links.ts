/** `links:` between a host and a port adapter of a storage system. */
import { bandwidth, duration } from "../quantity/index.js";
import { entry, field, text } from "../schema/fields.js";
import type { Section } from "./section.js";

export function linkSchema() {
  return entry({
    protocol: text("What is spoken on it; a name only.").prefault("fibre-channel"),
    bandwidth: field(bandwidth).prefault("100MB/s").describe("Of the link alone; adapters have their own."),
    latency: field(duration).prefault("10us").describe("Of one exchange."),
  });
}

export const links: Section = {
  about: "Links between a host and a port adapter; each belongs to one host.",
  form: "named",
  keys: { define: "link" },
  schema: linkSchema,
};
