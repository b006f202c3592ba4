/** Has a storage system split a mirror, copy, restore or convert a volume, or present a device to another host: over the management path. */
import type { Outcome } from "../../control/index.js";
import type { Answer } from "../storage/storage-processor.js";
import type { StorageResult } from "../storage/volume.js";
import type { World } from "../world.js";
import { exchangeByManagement } from "./exchange.js";
import type { Performer, Settle } from "./performer.js";

export const splitMirror: Performer<"split-mirror"> = (world, { volume, device, to }, settle) => {
  order(world, settle, (answer) => world.arrayOf(volume, device).processor.splitMirror(volume, device, to, answer));
};

export const breakMirror: Performer<"break-mirror"> = (world, { volume, device }, settle) => {
  order(world, settle, (answer) => world.arrayOf(volume, device).processor.splitMirror(volume, device, null, answer));
};

export const copy: Performer<"copy"> = (world, { volume, device, to: host, on }, settle) => {
  const copied = { volume, device, host, changedOnly: false, present: true, ...(on === undefined ? {} : { on }) };
  order(world, settle, (answer) => world.replicator.copy(copied, answer));
};

export const update: Performer<"update"> = (world, { volume, device, to: host, ahead }, settle) => {
  const updated = { volume, device, host, changedOnly: true, present: !ahead };
  order(world, settle, (answer) => world.replicator.copy(updated, answer));
};

export const transform: Performer<"transform"> = (world, { volume, device, to: host, ahead, rate }, settle) => {
  const transformed = { volume, device, host, changedOnly: true, present: !ahead, transformRate: rate };
  order(world, settle, (answer) => world.replicator.copy(transformed, answer));
};

export const restore: Performer<"restore"> = (world, { volume, to }, settle) => {
  order(world, settle, (answer) => world.replicator.restore(volume, to, answer));
};

export const transformLog: Performer<"transform-log"> = (world, { volume, rate }, settle) => {
  order(world, settle, (answer) => world.replicator.logs.transform(volume, rate, answer));
};

export const applyLog: Performer<"apply-log"> = (world, { volume, device, to, log }, settle) => {
  order(world, settle, (answer) => world.replicator.logs.apply(volume, device, to, log === "transformed", answer));
};

export const share: Performer<"share"> = (world, { volume, device, to }, settle) => {
  order(world, settle, (answer) => world.arrayOf(volume, device).processor.share(volume, device, to, answer));
};

export const backUp: Performer<"back-up"> = (world, { volume: name }, settle) => {
  exchangeByManagement(world, settle, (answer) => {
    const { backups } = world.volume(name);
    if (backups === null) return answer({ status: "failed", why: `${name} has no backup` });
    backups.take((why) => answer(why === null ? { status: "done" } : { status: "failed", why }));
  });
};

export const reestablish: Performer<"re-establish"> = (world, { volume, device, of }, settle) => {
  order(world, settle, (answer) => world.replicator.reestablish(volume, device, of, answer));
};

export const withdraw: Performer<"withdraw"> = (world, { volume, device, from }, settle) => {
  order(world, settle, (answer) => world.arrayOf(volume, device).processor.withdrawFrom(volume, device, from, answer));
};

export const reassign: Performer<"reassign"> = (world, { volume, device, to }, settle) => {
  order(world, settle, (answer) => world.arrayOf(volume, device).processor.reassign(volume, device, to, answer));
};

export const synchronise: Performer<"synchronise"> = (world, { volume, device, to, by }, settle) => {
  exchangeByManagement(world, settle, (answer, lost) => {
    const ended = (result: StorageResult) =>
      answer("failed" in result ? { status: "failed", why: result.failed } : { status: "done" });
    world.replicator.synchronise(volume, device, to, by === "hosts", { ended, lost });
  });
};

function order(world: World, settle: Settle, give: (answer: Answer) => void): void {
  exchangeByManagement(world, settle, (answer, lost) => give({ ended: (result) => answer(outcomeOf(result)), lost }));
}

function outcomeOf(result: StorageResult): Outcome {
  return "failed" in result
    ? { status: "failed", why: result.failed }
    : { status: "done", found: { what: "device", device: result.device } };
}
