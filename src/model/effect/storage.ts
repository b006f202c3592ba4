/** Has a storage system split a mirror, copy, restore or convert a volume, or present a device to another host. */
import type { Outcome } from "../../control/index.js";
import type { Answer } from "../storage/storage-processor.js";
import type { StorageResult } from "../storage/volume.js";
import type { Performer, Settle } from "./performer.js";

export const splitMirror: Performer<"split-mirror"> = (world, { volume, device, to }, settle) => {
  world.arrayOf(volume, device).processor.splitMirror(volume, device, to, answer(settle));
};

export const breakMirror: Performer<"break-mirror"> = (world, { volume, device }, settle) => {
  world.arrayOf(volume, device).processor.splitMirror(volume, device, null, answer(settle));
};

export const copy: Performer<"copy"> = (world, { volume, device, to: host, on }, settle) => {
  const order = { volume, device, host, changedOnly: false, present: true, ...(on === undefined ? {} : { on }) };
  world.replicator.copy(order, answer(settle));
};

export const update: Performer<"update"> = (world, { volume, device, to: host, ahead }, settle) => {
  world.replicator.copy({ volume, device, host, changedOnly: true, present: !ahead }, answer(settle));
};

export const transform: Performer<"transform"> = (world, { volume, device, to: host, ahead, rate }, settle) => {
  const order = { volume, device, host, changedOnly: true, present: !ahead, transformRate: rate };
  world.replicator.copy(order, answer(settle));
};

export const restore: Performer<"restore"> = (world, { volume, to }, settle) => {
  world.replicator.restore(volume, to, answer(settle));
};

export const transformLog: Performer<"transform-log"> = (world, { volume, rate }, settle) => {
  world.replicator.logs.transform(volume, rate, answer(settle));
};

export const applyLog: Performer<"apply-log"> = (world, { volume, device, to, log }, settle) => {
  world.replicator.logs.apply(volume, device, to, log === "transformed", answer(settle));
};

export const share: Performer<"share"> = (world, { volume, device, to }, settle) => {
  world.arrayOf(volume, device).processor.share(volume, device, to, answer(settle));
};

export const backUp: Performer<"back-up"> = (world, { volume: name }, settle) => {
  const { backups } = world.volume(name);
  if (backups === null) return settle({ status: "failed", why: `${name} has no backup` });
  backups.take((why) => settle(why === null ? { status: "done" } : { status: "failed", why }));
};

export const reestablish: Performer<"re-establish"> = (world, { volume, device, of }, settle) => {
  world.replicator.reestablish(volume, device, of, answer(settle));
};

export const withdraw: Performer<"withdraw"> = (world, { volume, device, from }, settle) => {
  world.arrayOf(volume, device).processor.withdrawFrom(volume, device, from, answer(settle));
};

export const reassign: Performer<"reassign"> = (world, { volume, device, to }, settle) => {
  world.arrayOf(volume, device).processor.reassign(volume, device, to, answer(settle));
};

function answer(settle: Settle): Answer {
  return { ended: (result) => settle(outcomeOf(result)), lost: () => settle(null) };
}

function outcomeOf(result: StorageResult): Outcome {
  return "failed" in result
    ? { status: "failed", why: result.failed }
    : { status: "done", found: { what: "device", device: result.device } };
}
