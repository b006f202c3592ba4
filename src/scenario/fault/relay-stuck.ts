/** A relay acknowledges commands and does not move. */
import * as z from "zod";
import type { FaultKind } from "./fault-kind.js";

export const relayStuck: FaultKind = {
  name: "relay-stuck",
  about: "A relay stays as it is stuck: open (no power) or closed (power), whatever it is told.",
  targets: ["relay"],
  targetKey: "relay",
  schema: () => ({ as: z.enum(["open", "closed"]).describe("open: its host has no power; closed: it has.") }),
  canStrike: (world, target) => !world.relay(target).stuck,
  strike: (world, target, parameters) => {
    world.relay(target).stick(parameters["as"] === "open" ? "open" : "closed");
    return () => world.relay(target).free();
  },
  hostsServiced: (world, target) => world.spec.hosts.filter(({ relay }) => relay === target).map(({ name }) => name),
};
