/** Has a storage system split a mirror, copy a device, or present one to another host. */
import type { Outcome } from "../../control/index.js";
import type { StorageResult } from "../storage/array.js";
import type { Performer } from "./performer.js";

export const splitMirror: Performer<"split-mirror"> = (world, { volume, device, to }, settle) => {
  world.arrayOfVolume(volume).splitMirror(volume, device, to, (result) => settle(outcomeOf(result)));
};

export const copy: Performer<"copy"> = (world, { volume, device, to }, settle) => {
  world.arrayOfVolume(volume).copy(volume, device, to, (result) => settle(outcomeOf(result)));
};

export const reassign: Performer<"reassign"> = (world, { volume, device, to }, settle) => {
  world.arrayOfVolume(volume).reassign(volume, device, to, (result) => settle(outcomeOf(result)));
};

function outcomeOf(result: StorageResult): Outcome {
  return "failed" in result
    ? { status: "failed", why: result.failed }
    : { status: "done", found: { what: "device", device: result.device } };
}
