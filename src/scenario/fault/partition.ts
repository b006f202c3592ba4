/** The controller and a host cannot talk to each other, in one direction or in both. */
import * as z from "zod";
import type { FaultKind } from "./fault-kind.js";

export const partition: FaultKind = {
  name: "partition",
  about: "The controller and a host do not hear each other, or only one the other; users and data are not concerned.",
  targets: ["host"],
  targetKey: "host",
  concernsTalk: true,
  schema: () => ({
    lost: z
      .enum(["both", "to-host", "from-host"])
      .prefault("both")
      .describe("Which messages get lost: both ways, to the host, or from the host."),
  }),
  canStrike: (world, target) => world.post.isWhole(target) && world.host(target).isConnected,
  strike: (world, target, { lost }) => {
    world.post.partition(target, lost === "from-host", lost === "to-host");
    return () => world.post.partition(target, true, true);
  },
  hostsServiced: (_, target) => [target],
};
