/** The disk that holds a volume breaks. */
import { breakDisk, replaceDisk } from "../../model/index.js";
import type { FaultKind } from "./fault-kind.js";
import { copyParameter, devicesMeant } from "./which-copy.js";

export const diskFailure: FaultKind = {
  name: "disk-failure",
  about:
    "The disk that holds a volume, or a copy of it, breaks with all that is on it: with a mirror the host goes on, without it " +
    "does not reach its data; repaired, there is an empty disk, which its mirror fills if there is one.",
  targets: ["volume"],
  targetKey: "volume",
  schema: () =>
    copyParameter(
      "What lies on the disk: what is in use, its mirror, or the copies that were made for stand-ins before any failure.",
    ),
  canStrike: (world, target, parameters) => devicesMeant(world, target, parameters).some(({ broken }) => !broken),
  strike: (world, target, parameters) => {
    const devices = devicesMeant(world, target, parameters).filter(({ broken }) => !broken);
    for (const device of devices) breakDisk(world, device);
    return () => {
      for (const device of devices) replaceDisk(world, device);
    };
  },
  hostsServiced: (world, target) => [world.volume(target).spec.host],
};
