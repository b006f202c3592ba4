/** Has a storage system split a mirror, copy a device, or present one to another host. */
import type { Outcome } from "../../control/index.js";
import type { Answer, StorageResult } from "../storage/array.js";
import type { Performer, Settle } from "./performer.js";

export const splitMirror: Performer<"split-mirror"> = (world, { volume, device, to }, settle) => {
  world.arrayOfVolume(volume).splitMirror(volume, device, to, answer(settle));
};

export const copy: Performer<"copy"> = (world, { volume, device, to }, settle) => {
  world.arrayOfVolume(volume).copy(volume, device, to, answer(settle));
};

export const reassign: Performer<"reassign"> = (world, { volume, device, to }, settle) => {
  world.arrayOfVolume(volume).reassign(volume, device, to, answer(settle));
};

function answer(settle: Settle): Answer {
  return { ended: (result) => settle(outcomeOf(result)), lost: () => settle(null) };
}

function outcomeOf(result: StorageResult): Outcome {
  return "failed" in result
    ? { status: "failed", why: result.failed }
    : { status: "done", found: { what: "device", device: result.device } };
}
