/** The disk that holds a volume breaks. */
import { breakDisk, type Device, replaceDisk } from "../../model/index.js";
import type { FaultKind } from "./fault-kind.js";
import { State } from "./overlay.js";
import { copyParameter, devicesMeant } from "./which-copy.js";

const failed = new State<Device>(({ broken }) => !broken);

/** A disk that is being filled is not yet in use. */
function canFail(device: Device): boolean {
  return !device.broken || failed.has(device);
}

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
  canStrike: (world, target, parameters) => devicesMeant(world, target, parameters).some(canFail),
  strike: (world, target, parameters) => {
    const devices = devicesMeant(world, target, parameters).filter(canFail);
    const cures = devices.map((device) =>
      failed.lay(device, (breaks) => (breaks ? breakDisk(world, device) : replaceDisk(world, device))),
    );
    return () => {
      for (const cure of cures) cure();
    };
  },
  hostsServiced: (world, target) => [world.volume(target).spec.host],
};
