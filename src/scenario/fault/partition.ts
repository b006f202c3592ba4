/** The controller and a host cannot talk to each other, in one direction or in both. */
import * as z from "zod";
import type { Host } from "../../model/index.js";
import type { FaultKind } from "./fault-kind.js";
import { Overlay } from "./overlay.js";

/** Which of its messages get lost. */
type Lost = "both" | "to-host" | "from-host";

const partitions = new Overlay<Host, Lost, Lost | "none">((all) => {
  const [first = "none"] = all;
  return all.every((each) => each === first) ? first : "both";
});

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
  canStrike: (world, target) => world.host(target).isConnected,
  strike: (world, target, { lost }) => {
    const apply = (all: Lost | "none"): void =>
      world.post.partition(target, all === "none" || all === "from-host", all === "none" || all === "to-host");
    return partitions.lay(world.host(target), lost as Lost, apply).end;
  },
  hostsServiced: (_, target) => [target],
};
