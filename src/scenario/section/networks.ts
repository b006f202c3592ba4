/** `networks:` local networks; everything on one hears everything else on it. */
import { bandwidth, duration } from "../quantity/index.js";
import { entry, field, text } from "../schema/fields.js";
import type { Section } from "./section.js";

export function networkSchema() {
  return entry({
    latency: field(duration).prefault("200us").describe("From one machine to another."),
    bandwidth: field(bandwidth).prefault("1Gbps").describe("Of every machine's connection."),
    domain: text("The domain of its hosts' names; its name unless given.").optional(),
  });
}

export const networks: Section = {
  about: "Local networks; everything on one hears everything else on it.",
  form: "named",
  keys: { define: "network" },
  schema: networkSchema,
};
