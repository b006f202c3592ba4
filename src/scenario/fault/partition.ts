/** The controller and a host cannot talk to each other, in one direction or in both. */
import * as z from "zod";
import type { FaultKind } from "./fault-kind.js";

export const partition: FaultKind = {
  name: "partition",
  about: "The controller and a host do not hear each other, or only one the other; users and data are not concerned.",
  targets: ["host"],
  targetKey: "host",
  schema: () => ({
    lost: z
      .enum(["both", "to-host", "from-host"])
      .prefault("both")
      .describe("Which messages get lost: both ways, to the host, or from the host."),
  }),
  canStrike: (world, target) => world.host(target).reach.hears && world.host(target).reach.isHeard,
  strike: (world, target, { lost }) => {
    world.host(target).reach.setPartition(lost === "from-host", lost === "to-host");
    return () => world.host(target).reach.setPartition(true, true);
  },
  hostsServiced: (_, target) => [target],
};
