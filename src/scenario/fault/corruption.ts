/** What a volume holds becomes useless. */
import * as z from "zod";
import type { World } from "../../model/index.js";
import type { FaultKind } from "./fault-kind.js";

export const corruption: FaultKind = {
  name: "corruption",
  about: "What a volume holds, or its mirror, becomes useless: it cannot be taken over, only restored from a backup.",
  targets: ["volume"],
  targetKey: "volume",
  schema: () => ({
    copy: z
      .enum(["volume", "mirror"])
      .prefault("volume")
      .describe("volume: what is in use, and with it whatever mirrors it; mirror: its mirror alone."),
  }),
  canStrike: (world, target, { copy }) => deviceOf(world, target, copy)?.corrupt === false,
  strike: (world, target, { copy }) => {
    const device = deviceOf(world, target, copy);
    device?.array.corrupt(device);
    // Data does not get well by itself: it is overwritten by good data, or not at all.
    return () => undefined;
  },
  hostsServiced: () => [],
};

function deviceOf(world: World, name: string, copy: unknown) {
  const volume = world.volume(name);
  return copy === "mirror" ? (volume.mirror?.device ?? null) : volume.current;
}
