/** The disk that holds a volume breaks. */
import * as z from "zod";
import { breakDisk, replaceDisk, type World } from "../../model/index.js";
import type { FaultKind } from "./fault-kind.js";

export const diskFailure: FaultKind = {
  name: "disk-failure",
  about:
    "The disk that holds a volume, or its mirror, breaks with all that is on it: with a mirror the host goes on, without it " +
    "does not reach its data; repaired, there is an empty disk, which its mirror fills if there is one.",
  targets: ["volume"],
  targetKey: "volume",
  schema: () => ({
    copy: z
      .enum(["volume", "mirror"])
      .prefault("volume")
      .describe("What lies on the disk: what is in use, or its mirror."),
  }),
  canStrike: (world, target, { copy }) => deviceOf(world, target, copy)?.broken === false,
  strike: (world, target, { copy }) => {
    const device = deviceOf(world, target, copy)!;
    breakDisk(world, device);
    return () => replaceDisk(world, device);
  },
  hostsServiced: (world, target) => [world.volume(target).spec.host],
};

function deviceOf(world: World, name: string, copy: unknown) {
  const { mirror, current } = world.volume(name);
  return copy === "mirror" ? (mirror?.device ?? null) : current;
}
