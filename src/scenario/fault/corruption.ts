/** What a volume holds becomes useless. */
import type { FaultKind } from "./fault-kind.js";
import { copyParameter, devicesMeant } from "./which-copy.js";

export const corruption: FaultKind = {
  name: "corruption",
  about: "What a volume holds, or a copy of it, becomes useless: it cannot be taken over, only overwritten as a whole.",
  targets: ["volume"],
  targetKey: "volume",
  schema: () =>
    copyParameter(
      "volume: what is in use, and with it whatever mirrors it; mirror: its mirror alone; ahead: the copies that were made for stand-ins before any failure.",
    ),
  canStrike: (world, target, parameters) => devicesMeant(world, target, parameters).some(({ corrupt }) => !corrupt),
  strike: (world, target, parameters) => {
    for (const device of devicesMeant(world, target, parameters)) device.array.media.corrupt(device);
    // Data does not get well by itself: it is overwritten by good data, or not at all.
    return () => undefined;
  },
  hostsServiced: () => [],
};
